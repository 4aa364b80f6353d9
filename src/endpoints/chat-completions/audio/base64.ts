const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d

/** Bytes as Base64. Megabytes of samples come by, which `btoa` would first want as text. */
export const base64 = (data: Uint8Array): string => {
  const text = new Uint8Array(Math.ceil(data.length / 3) * 4)
  let at = 0
  for (let from = 0; from < data.length; from += 3) {
    const bits = ((data[from] ?? 0) << 16) | ((data[from + 1] ?? 0) << 8) | (data[from + 2] ?? 0)
    for (let shift = 18; shift >= 0; shift -= 6) text[at++] = alphabet[(bits >> shift) & 63] ?? padding
  }
  const over = data.length % 3
  if (over > 0) text.fill(padding, over - 3)
  return new TextDecoder().decode(text)
}
