/** Words too common to say what a text is about. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being below between both but by can cannot could ' +
    'did do does doing done down during each else ever every few for from further get give go goes going got had has have having he her ' +
    'here hers him his how however i if in into is it its itself just know let like make many may maybe me might more most much must my ' +
    'need no nor not now of off often on once one only or other our ours out over own please put really said same say see seem she should ' +
    'show since so some someone something still such sure take tell than thank thanks that the their theirs them then there these they ' +
    'thing things this those though through to too under until up upon us use using very want was we well were what when where whether ' +
    'which while who whom whose why will with within without would write yes yet you your yours explain describe answer question using ' +
    "don't can't won't isn't it's i'm i'd i'll what's that's let's der die das und ist ich ein eine nicht wie was le la les des est une " +
    'que el los las una por para como'
  ).split(' '),
)

/** Words a greeting is made of, in the languages clients are often tried with. */
export const greetingWords: ReadonlySet<string> = new Set(
  (
    'hello hi hey hiya howdy greetings yo morning evening afternoon day good there welcome hallo moin servus guten tag morgen abend bonjour ' +
    'salut coucou hola buenos buenas días dias tardes ciao salve olá ola oi namaste привет здравствуйте 你好 您好 こんにちは 안녕하세요 안녕 مرحبا שלום'
  ).split(' '),
)

export const greetings: readonly string[] = [
  'Hello! How can I help you today?',
  'Hi there! What can I do for you?',
  'Hello! What would you like to talk about?',
  'Hi! It is good to hear from you. How can I help?',
  'Hello there! What is on your mind today?',
  'Hey! I am ready when you are. What do you need?',
  'Hello! Ask me anything, and I will do my best.',
  'Hi! Tell me what you are working on, and we can start.',
]

/** `{a}` and `{b}` stand for what the text is about. */
export const openings: readonly string[] = [
  'Here is a short answer about {a}.',
  'Good question about {a}.',
  'Happy to help with {a}.',
  'Let us look at {a}.',
  'There are a few things worth knowing about {a}.',
  'When it comes to {a}, a simple start is best.',
  'Thanks for asking about {a}.',
  'Certainly, here is what matters about {a}.',
  'In short, {a} is easier than it seems.',
  'The best way to think about {a} is one step at a time.',
]

export const middles: readonly string[] = [
  'The main point is to keep {a} clear and simple.',
  'Most people begin with {a} and then look at {b}.',
  'It helps to know how {a} and {b} fit together.',
  'A good first step is to write down what you expect from {a}.',
  'Once {a} is settled, {b} usually follows.',
  'In practice, {a} comes down to a few small decisions.',
  'Small changes to {a} can make a large difference.',
  'Keep in mind that {b} may take a little longer.',
  'You can compare {a} with {b} to see which one suits you.',
  'For {a}, it is worth checking the details twice.',
  'If {b} is important to you, plan for it early.',
  'The details of {a} depend on where you start.',
  'Many questions about {b} have a short answer.',
  'A simple example of {a} often explains more than a long text.',
  'After that, {b} should be much easier to judge.',
  'Try {a} first, and change one thing at a time.',
  'Nothing about {b} has to be perfect on the first attempt.',
  'It is useful to set aside some time for {a}.',
  'People who know {b} well tend to agree on this.',
  'With {a} in place, you can move on with confidence.',
]

export const closings: readonly string[] = [
  'Let me know if you would like more detail.',
  'I can go deeper into {a} if that helps.',
  'Would you like an example?',
  'Feel free to ask about {b} as well.',
  'I hope that helps.',
  'Tell me more about what you need, and I can be more precise.',
  'That should be enough to get started.',
  'We can look at {b} next if you like.',
]

/** What an answer is about when the user's text says nothing. */
export const fallbackTopics: readonly string[] = ['this topic', 'your request', 'the next step', 'the details']
