import { join } from 'node:path'
import OpenAI from 'openai'
import { describe, inject, type TestAPI } from 'vitest'
import { createTest, type CuecardFixtures, type Elsewhere } from '../../../src/adapters/testing/vitest.ts'
import type { RemoteScope } from '../../../src/adapters/testing/remote.ts'
import { loadScenarios } from '../../../src/node.ts'
import type { Scope } from '../../../src/cuecard.ts'
import { createAgent, type Agent, type AgentOptions } from '../../support/agent/agent.ts'
import { emptyScreen, show, type Screen } from '../../support/agent/screen.ts'
import { createShop, type Order } from '../../support/agent/tools.ts'

/** A shop with its agent, and the page that a customer looks at. */
export interface Shop {
  readonly client: OpenAI
  readonly orders: ReadonlyMap<string, Order>
  readonly agent: Agent
  readonly screen: Screen
  /** Every screen that the customer has seen. */
  readonly screens: readonly Screen[]
  /** The shop with another agent. */
  with(options: Partial<AgentOptions>): Shop
}

interface ShopFixtures extends CuecardFixtures<Scope | RemoteScope> {
  readonly shop: Shop
}

export type ShopTest = TestAPI<ShopFixtures>

/** Where the one listener is. */
export const url = await (await fetch(inject('agentListener'))).text()
export const scenarios = await loadScenarios(join(import.meta.dirname, '../../support/agent/shop.yaml'))

/** Defines tests twice: for a cuecard of their own process, and for one listener that all workers share. */
export const inEachPlace = (define: (test: ShopTest) => void): void => {
  describe('in process', () => {
    define(alone)
  })
  describe('over one listener', () => {
    define(shared)
  })
}

const withShop = (test: TestAPI<CuecardFixtures> | TestAPI<CuecardFixtures<RemoteScope, Elsewhere>>): ShopTest =>
  // Tests that await what they ask a scope can do with either kind.
  (test as unknown as TestAPI<CuecardFixtures<Scope | RemoteScope>>).extend<{ readonly shop: Shop }>({
    shop: async ({ clientOptions }, use) => use(openShop(new OpenAI(clientOptions))),
  })

export const openShop = (client: OpenAI, more: Partial<AgentOptions> = {}): Shop => {
  const { orders, tools } = createShop()
  const screens = [emptyScreen]
  const screen = (): Screen => screens.at(-1) ?? emptyScreen
  const agent = createAgent({ client, tools, onEvent: (event) => screens.push(show(screen(), event)), ...more })
  return {
    client,
    orders,
    agent,
    screens,
    get screen() {
      return screen()
    },
    with: (options) => openShop(options.client ?? client, options),
  }
}

const alone = withShop(createTest({ scenarios }))
const shared = withShop(createTest({ url }))
