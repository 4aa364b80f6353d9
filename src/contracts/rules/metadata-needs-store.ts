import type { Rule } from '../../core/rule.ts'
import { needs } from './needs.ts'
import { isGiven } from './read.ts'

/** `metadata` only with `store: true`. Off by default: the reports contradict the measurements, which give metadata alone. */
export const metadataNeedsStore: Rule = {
  ...needs(
    'metadata-needs-store',
    'As users report it (R); wire-format 3.1 measures metadata without it',
    'metadata',
    "The 'metadata' parameter is only allowed when 'store' is enabled.",
    ({ store }) => isGiven(store) && store === true,
  ),
  optional: true,
}
