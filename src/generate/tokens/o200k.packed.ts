import ranks from 'gpt-tokenizer/bpeRanks/o200k_base'
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants'
import { pack } from './pack.ts'

export const tokens = pack(ranks)
export const pattern = O200K_TOKEN_SPLIT_REGEX.source
