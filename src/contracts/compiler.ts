import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { Ajv, type Options } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { SchemaCompiler } from '../core/contract.ts'
import { createDraftCompiler, type CompileDraft, type Draft } from './draft-compiler.ts'
import { safePattern } from './safe-pattern.ts'

/** Compiles schemas with ajv. */
export const createCompiler = (): SchemaCompiler => createDraftCompiler(compileDraft)

const compileDraft: CompileDraft = (schema, draft) => {
  const meta = metaOf(draft)
  if (meta.validateSchema(schema) !== true)
    throw new Error(`it is no JSON Schema: ${meta.errorsText(meta.errors, { dataVar: 'schema' })}`)
  const refers = refersToDraft.test(JSON.stringify(schema))
  return createValidator(draft, { validateSchema: false, meta: refers }).compile(schema)
}

/** Only schemas that refer to a draft's own schema need it; adding it takes longer than compiling most schemas. */
const refersToDraft = /"\$ref":"https?:\/\/json-schema\.org\//

const createValidator = (draft: Draft, options: Options): Ajv => {
  const all: Options = {
    strict: false,
    allErrors: true,
    logger: false,
    validateFormats: true,
    // What is referred to often is compiled once: copies multiply from reference to reference.
    inlineRefs: false,
    // Members named like those of Object.prototype are absent unless they are the value's own.
    ownProperties: true,
    // Tidying the generated code takes as long as generating it, and most schemas check a value or two.
    code: { optimize: false, regExp: Object.assign(safePattern, { code: 'safePattern' }) },
    ...options,
  }
  const validator = constructorOf(draft, all)
  formats.default(validator)
  return validator
}

const constructorOf = (draft: Draft, options: Options): Ajv => {
  switch (draft) {
    case '04':
      return new draft04.default(options)
    case '07':
      return new Ajv(options)
    case '2019-09':
      return new Ajv2019(options)
    case '2020-12':
      return new Ajv2020(options)
  }
}

/** One validator a draft only judges schemas; it is never given one to keep. Compiling a draft's own schema takes 50 ms. */
const metas = new Map<Draft, Ajv>()

const metaOf = (draft: Draft): Ajv => {
  const known = metas.get(draft)
  if (known !== undefined) return known
  // Formats off: `regex` would demand Unicode mode of every pattern.
  const meta = createValidator(draft, { validateFormats: false })
  metas.set(draft, meta)
  return meta
}
