import * as fc from 'fast-check'

/** The same cases in every run: what fails is seen by everybody. `FAST_CHECK_SEED=…` looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 1) })
