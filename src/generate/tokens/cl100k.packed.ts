import ranks from 'gpt-tokenizer/bpeRanks/cl100k_base'
import { CL100K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants'
import { pack } from './pack.ts'

export const tokens = pack(ranks)
export const pattern = CL100K_TOKEN_SPLIT_REGEX.source
