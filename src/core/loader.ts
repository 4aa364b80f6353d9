/** What may have to be loaded first. Waiting for what is there costs a call more than using it: `x instanceof Promise ? await x : x`. */
export type Loading<T> = T | Promise<T>

/** Loads each thing on first use, and once; what failed to load is asked for again. */
export const createLoader = <Key, T extends object>(load: (key: Key) => Promise<T>): ((key: Key) => Loading<T>) => {
  const things = new Map<Key, Loading<T>>()
  const begin = async (key: Key): Promise<T> => {
    const thing = await load(key)
    things.set(key, thing)
    return thing
  }
  return (key) => {
    const known = things.get(key)
    if (known !== undefined) return known
    const loading = begin(key)
    things.set(key, loading)
    loading.catch(() => things.delete(key))
    return loading
  }
}

export const loadOnce = <T extends object>(load: () => Promise<T>): (() => Loading<T>) => {
  const loaded = createLoader<undefined, T>(load)
  return () => loaded(undefined)
}

export const whenLoaded = <T, U>(loading: Loading<T>, use: (thing: T) => Loading<U>): Loading<U> =>
  loading instanceof Promise ? loading.then(use) : use(loading)
