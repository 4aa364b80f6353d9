/**
 * Text without the difference between capital and small letters.
 * A capital sigma becomes another letter at the end of a word than inside it; folding makes them one, so that a part of
 * a text always folds to a part of the folded text.
 */
export const fold = (text: string): string => {
  const lower = text.toLowerCase()
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower
}
