/** Three parts of an answer that takes up no words: a first sentence, what is offered, and what is asked. */
type Parts = readonly (readonly [string, ...string[]])[]

const offers = [
  'I am here and ready to help.',
  'It is good to hear from you.',
  'I am glad that you are here.',
  'Ask me anything, and I will do my best.',
  'I can answer questions and help you plan.',
  'Whatever you bring along, we can take it step by step.',
] as const

const questions = [
  'How can I help you today?',
  'What can I do for you?',
  'What would you like to talk about?',
  'What is on your mind today?',
  'What do you need?',
  'What are you working on?',
  'Where shall we start?',
  'What would you like to know?',
] as const

export const greetings: Parts = [
  ['Hello!', 'Hi there!', 'Hello there!', 'Hi!', 'Hey!', 'Hello and welcome!'],
  offers,
  questions,
]

export const thanks: Parts = [
  [
    'You are welcome!',
    'My pleasure!',
    'Happy to help!',
    'Any time!',
    'Glad that I could help!',
    'You are very welcome!',
  ],
  [
    'Let me know if anything is still open.',
    'Come back whenever you have another question.',
    'I hope that it is useful to you.',
    'It was good to work on this with you.',
    'Feel free to ask if something else comes up.',
    'I am here if you need more.',
  ],
  [
    '',
    'Is there anything else?',
    'What shall we do next?',
    'Would you like to go on?',
    'Have a good day!',
    'Take care!',
  ],
]

/** When the user's text says nothing that could be taken up. */
export const invitations: Parts = [
  [
    'Thanks for your message.',
    'I am happy to help with that.',
    'Of course, I can help with that.',
    'Sure, we can look at that together.',
    'Certainly, that is something I can help with.',
    'That is a good place to start.',
  ],
  [
    'A little more context would let me be more precise.',
    'With one or two details I can give you a better answer.',
    'The more you tell me, the more useful my answer can be.',
    'It would help to know what you are trying to reach.',
    'We can keep it short or go into the details.',
    'I only need to know what matters most to you.',
  ],
  questions,
]

/** An answer in one sentence: how it begins and what it says. `{a}` and `{b}` stand for what the text is about, one thing or many. */
export const briefs: Parts = [
  [
    'In short,',
    'Put simply,',
    'Briefly,',
    'To put it briefly,',
    'In a few words,',
    'In one sentence,',
    'Simply put,',
    'The short version:',
    'As far as I can tell,',
    'To keep it short,',
    'In brief,',
    'All in all,',
    'In my view,',
    'At its simplest,',
    'Seen from afar,',
    'On balance,',
  ],
  [
    'the best way to approach {a} is one step at a time.',
    'there is less to {a} than most people expect.',
    'the answer about {a} is a clear yes.',
    'you can rely on {a} once the basics are in place.',
    'the main thing about {a} is how to begin.',
    'what matters most with {a} is a good start.',
    'keep everything around {a} clear and simple.',
    'much about {a} depends on where you start.',
    'a good example of {a} says more than a long text.',
    'small changes to {a} make a large difference.',
    'it pays to set aside some time for {a}.',
    'most questions about {a} have a simple answer.',
    'it is worth checking the facts about {a} twice.',
    'nobody gets {a} quite right on the first attempt.',
    'working with {a} comes down to a few small decisions.',
    'with {a} in place, you can move on with confidence.',
  ],
]

export const openings: readonly string[] = [
  'Here is a short answer about {a}.',
  'Good question about {a}.',
  'Happy to help with {a}.',
  'Let us take a look at {a}.',
  'There are a few things worth knowing about {a}.',
  'When it comes to {a}, a simple start is best.',
  'Thanks for asking about {a}.',
  'Certainly, here is what matters about {a}.',
  'In short, there is less to {a} than most people expect.',
  'The best way to think about {a} is one step at a time.',
]

export const middles: readonly string[] = [
  'The main point is to keep everything around {a} clear and simple.',
  'Most people begin with {a} and then look at {b}.',
  'It helps to know how {a} and {b} fit together.',
  'A good first step is to write down what you expect from {a}.',
  'Once you feel at home with {a}, you can turn to {b}.',
  'In practice, working with {a} comes down to a few small decisions.',
  'Small changes to {a} can make a large difference.',
  'Keep in mind that getting to know {b} may take a little longer.',
  'You can compare {a} with {b} to see what suits you.',
  'As for {a}, it is worth checking the facts twice.',
  'If you care about {b}, plan for it early.',
  'Much about {a} depends on where you start.',
  'Many questions about {b} have a short answer.',
  'A simple example of {a} often explains more than a long text.',
  'After that, you will find it much easier to judge {b}.',
  'Try to begin with {a}, and change one thing at a time.',
  'Nobody gets {b} quite right on the first attempt.',
  'It is useful to set aside some time for {a}.',
  'People who know {b} well tend to agree on this.',
  'With {a} in place, you can move on with confidence.',
]

export const closings: readonly string[] = [
  'Let me know if you would like more detail.',
  'I can say more about {a} if that helps.',
  'Would you like an example?',
  'Feel free to ask about {b} as well.',
  'I hope that helps.',
  'Tell me more about what you need, and I can be more precise.',
  'That should be enough to get started.',
  'We can look at {b} next if you like.',
]

/** What an answer is about beside the one thing that the user's text names. */
export const companions: readonly string[] = [
  'the details',
  'the background',
  'the basics',
  'a first example',
  'the next steps',
]

/** What an answer is about when the user's text says nothing. */
export const fallbackTopics: readonly string[] = ['your request', 'the next step', 'the details', 'the basics']
