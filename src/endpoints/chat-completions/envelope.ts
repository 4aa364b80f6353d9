import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts'
import { completionId, isSearchModel } from './ids.ts'
import { moderationOf } from './moderation.ts'
import type { Choice, Completion, Usage } from './types.ts'
import type { Work } from './work.ts'

/** What surrounds the choices: the service's members, or the cue's in their place. Draws the id. */
export const envelopeOf = (draft: JsonObject, work: Work) => {
  const { request, profile, context, at } = work
  const { id, created, model, system_fingerprint, service_tier, moderation, metadata } = draft
  const tier =
    service_tier === undefined && !isSearchModel(profile) ? tierOf(request.body['service_tier']) : service_tier
  const head = {
    id: typeof id === 'string' ? id : completionId(context.ids, profile),
    created: typeof created === 'number' ? created : Math.floor(at / 1000),
    model: typeof model === 'string' ? model : profile.snapshot,
  }
  const fingerprint =
    typeof system_fingerprint === 'string' || system_fingerprint === null
      ? system_fingerprint
      : profile.system_fingerprint

  return {
    around: (choices: readonly Choice[], usage: Usage): Completion => ({
      id: head.id,
      object: 'chat.completion',
      created: head.created,
      model: head.model,
      choices,
      moderation: isJsonObject(moderation) ? moderation : moderationOf(work),
      usage,
      service_tier: typeof tier === 'string' ? tier : undefined,
      system_fingerprint: fingerprint,
      metadata: isJsonObject(metadata) ? metadata : undefined,
    }),
  }
}

/** The tier that served a request (wire-format 4). */
const tierOf = (asked: Json | undefined): string => {
  if (asked === 'fast' || asked === 'priority') return 'priority'
  return asked === 'flex' || asked === 'scale' ? asked : 'default'
}
