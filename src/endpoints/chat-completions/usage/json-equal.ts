import { isJsonObject, type Json } from '../../../core/json.ts'

/** Whether two JSON values are the same, in whatever order their members stand. */
export const isSameJson = (one: Json | undefined, other: Json | undefined): boolean => {
  if (one === other) return true
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false
    for (let index = 0; index < one.length; index++) if (!isSameJson(one[index], other[index])) return false
    return true
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false
  let members = 0
  for (const member in one) {
    members++
    if (!isSameJson(one[member], other[member])) return false
  }
  for (const _ in other) members--
  return members === 0
}

/** How many characters two texts have in common at their beginning; halves are compared whole. */
export const commonLength = (one: string, other: string): number => {
  let low = 0
  let high = Math.min(one.length, other.length)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (one.slice(low, middle) === other.slice(low, middle)) low = middle
    else high = middle - 1
  }
  return low
}
