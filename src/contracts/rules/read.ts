import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { knownProfile, profileOf, type ModelProfile } from '../../core/models.ts'
import type { Breach } from '../../core/rule.ts'

/*
 * Rules also run on bodies that their schema refused, so that the first thing wrong can be told: these readers expect anything.
 */

type Value = Json | undefined

export const noBreach: readonly Breach[] = []

/** A rule stops counting here: the journal keeps no more of a body anyway. */
export const enough = 100

const nothing: readonly Json[] = []
const empty: JsonObject = {}

/** The items of an array; none of anything else. */
export const itemsOf = (value: Value): readonly Json[] => (Array.isArray(value) ? value : nothing)

/** The object itself; an empty one for anything else. */
export const objectOf = (value: Value): JsonObject => (isJsonObject(value) ? value : empty)

/** Whether a member is given: the service takes null for absent. */
export const isGiven = (value: Value): boolean => value !== undefined && value !== null

/** The profile of the model that is asked for; a body without one is held to nothing in particular. */
export const profileFor = ({ model }: JsonObject): ModelProfile => {
  if (typeof model !== 'string') return profileOf('gpt-4o')
  // A long name would only be copied around; none of the known ones is long.
  return knownProfile(model) ?? profileOf(model.slice(0, 200))
}
