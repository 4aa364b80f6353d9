/** Words too common to say what a text is about, and those that only ask for an answer. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being below between both but by can cannot could ' +
    'did do does doing done down during each else ever every few for from further get give go goes going got had has have having he her ' +
    'here hers him his how however i if in into is it its itself just know let like make many may maybe me might more most much must my ' +
    'need no nor not now of off often on once one only or other our ours out over own please put really said same say see seem she should ' +
    'show since so some someone something still such sure take tell than thank thanks that the their theirs them then there these they ' +
    'thing things this those though through to too under until up upon us use using very want was we well were what when where whether ' +
    'which while who whom whose why will with within without would yes yet you your yours ' +
    "don't can't won't isn't it's i'm i'd i'll what's that's let's " +
    'answer article ask brief briefly compare compose create describe detail detailed draft essay explain find fix generate guide help in-depth ' +
    'list look paragraph paragraphs question quick rewrite sentence sentences short summarize summarise summary tell translate word words write ' +
    'const def else false function import let null return true undefined var ' +
    'der die das dem den des und ist sind ein eine einen einem einer ich du mir mich dir dich wie was wer wo warum nicht mit für über auf aus von zu ' +
    'zum zur im am bitte erkläre erklär erzähl erzähle sag schreib schreibe zeig ' +
    'le la les un une de du et est ce que qui quoi quel quelle comment pourquoi dans sur avec pour par moi explique dis écris ' +
    'el los las del una es son y o en que qué cuál cuáles cómo por para con como dime explica escribe sobre cuéntame ' +
    'il lo gli di che per sono come cosa qual dimmi spiega scrivi um uma os as do da em é não por qual explique escreva ' +
    'расскажи скажи напиши объясни мне что как о об в на и это'
  ).split(' '),
)

/** Words a greeting is made of, in the languages clients are often tried with. */
export const greetingWords: ReadonlySet<string> = new Set(
  (
    'hello hi hey hiya howdy greetings yo morning evening afternoon day good there welcome hallo moin servus guten tag morgen abend bonjour ' +
    'salut coucou hola buenos buenas días dias tardes ciao salve olá ola oi namaste привет здравствуйте 你好 您好 こんにちは 안녕하세요 안녕 مرحبا שלום'
  ).split(' '),
)

/** Words that thanks begin with. */
export const thanksWords: ReadonlySet<string> = new Set(
  'thanks thank thx cheers danke merci gracias grazie obrigado obrigada спасибо 谢谢 ありがとう 감사합니다 شكرا'.split(
    ' ',
  ),
)
