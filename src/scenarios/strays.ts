import { isJsonObject, type JsonObject } from '../core/json.ts'

/** Members that another member, named first, does not allow beside it. */
export const straysOf = (value: JsonObject, { dependentSchemas }: JsonObject): readonly (readonly [string, string])[] =>
  Object.entries(isJsonObject(dependentSchemas) ? dependentSchemas : {}).flatMap(([key, dependent]) => {
    const { properties } = Object.hasOwn(value, key) && isJsonObject(dependent) ? dependent : {}
    return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([stray, allowed]) =>
      allowed === false && Object.hasOwn(value, stray) ? [[key, stray] as const] : [],
    )
  })
