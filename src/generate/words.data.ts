/** Plain words for text that nothing more is known of. */
export const words: readonly string[] = (
  'amber anchor apple autumn bamboo beacon birch breeze bridge bright cabin canvas cedar cherry circle clover cobalt copper coral cotton ' +
  'crystal daisy delta ember engine falcon fern field flint forest garden ginger glacier granite harbor hazel helium horizon indigo ' +
  'island ivory jasper juniper lagoon lantern lemon lilac linen lunar maple marble meadow melon mint mosaic nectar nickel oak ocean olive ' +
  'onyx opal orbit orchard paper pebble pepper pine planet plum prairie quartz rain raven reef ribbon river rocket saffron sage sapphire ' +
  'scarlet shadow silver sky slate spruce star stone summer sunset thunder timber topaz trail tulip valley velvet violet walnut willow winter'
).split(' ')
