/** What a code stands for, and what to do about it. */
export interface Words {
  readonly means: string
  readonly remedy: string
}

/** What the author of scenarios, fixtures, requests or options should change. */
export const findingWords: Readonly<Record<string, Words>> = {
  'answer-arguments': {
    means: 'The arguments of a call are no JSON, or do not fit the parameters that the request offers.',
    remedy: 'The service has to keep to the schema of the tool; with `strict: true` it promises to.',
  },
  'answer-choices': {
    means: 'An answer has another number of choices than the request asks for.',
    remedy: 'The service has to give `n` choices, or to refuse an `n` that it cannot give.',
  },
  'answer-content-type': {
    means: 'An answer does not say that it is JSON, or server-sent events.',
    remedy: 'Send content-type: application/json, or text/event-stream for a stream.',
  },
  'answer-cut': {
    means: 'The connection broke before the answer was whole, or the answer does not end.',
    remedy: 'Look at proxies and time limits between the service and here; run again with --resume.',
  },
  'answer-format': {
    means: 'A content is not what the `response_format` of its request asks for.',
    remedy: 'The service has to answer with JSON that fits the schema of the request.',
  },
  'answer-header': {
    means: 'A header that clients read is missing, or not written as they read it.',
    remedy: 'Send it in the form that the message names.',
  },
  'answer-json': {
    means: 'The body of an answer is no JSON, or not in UTF-8.',
    remedy: 'A page of HTML often comes from a proxy in front of the service.',
  },
  'answer-length': {
    means: 'An answer is longer than its request allows, or says that it met a limit which it did not meet.',
    remedy:
      'The service has to keep to `max_completion_tokens` (`max_tokens`) and to end with `length` when it meets it.',
  },
  'answer-logprobs': {
    means: 'The logprobs of an answer are missing, too many, not asked for, or not those of its content.',
    remedy: 'The service has to list each token of the content when `logprobs` is true, and nothing otherwise.',
  },
  'answer-status': {
    means: 'A service answers with another status than was expected.',
    remedy:
      'The message has what the service said. A redirect is not followed: name the address it leads to as --target.',
  },
  'answer-stop': {
    means: 'A text holds a stop sequence of its request.',
    remedy: 'The service has to end the text before the sequence.',
  },
  'answer-tool-choice': {
    means: 'An answer calls what it may not call, or calls nothing where it has to.',
    remedy: 'The service has to obey `tools`, `tool_choice` and `parallel_tool_calls` of the request.',
  },
  'answer-usage': {
    means: 'An answer does not say how many tokens it took, or says what cannot be.',
    remedy: 'The service has to send `usage` with counts that are true.',
  },
  'error-differs': {
    means: 'A service refuses a request with another error than was expected.',
    remedy: 'Clients tell errors apart by `type`, `code` and `param`: correct them, or the expectation.',
  },
  'error-envelope': {
    means: "The body of an error is not in the form of the dialect's errors.",
    remedy: 'Send the members that the message names; `cuecard schema` prints the form.',
  },
  'no-answer': {
    means: 'A service did not answer, or not in time.',
    remedy: 'Try whether it can be reached; --timeout gives it longer.',
  },
  'nothing-verified': {
    means: 'No request was played to its end, so nothing is known about the service.',
    remedy: 'The reasons stand beside it: give a key, a budget, or what requests need (--have).',
  },
  'stream-done': {
    means: 'A stream does not end with `data: [DONE]`.',
    remedy: 'Send it last, and once.',
  },
  'stream-envelope': {
    means: 'Events of one stream differ in a member that all of them have to repeat.',
    remedy: 'Send the same id, object, created, model, service_tier and system_fingerprint in each event.',
  },
  'stream-error': {
    means: 'An error came in the middle of a stream.',
    remedy: 'Run again; if it stays, look for the reason at the service.',
  },
  'stream-finish': {
    means: 'A choice of a stream has no finish_reason, or goes on behind it.',
    remedy: 'Send it once for each choice, in its last delta.',
  },
  'stream-framing': {
    means: 'Server-sent events are not framed as the service frames them.',
    remedy: 'Send `data: `, one line of JSON and an empty line for each event.',
  },
  'stream-index': {
    means: 'A delta belongs to a choice that the request does not ask for, or a choice has no delta at all.',
    remedy: 'Number choices from 0 to n - 1, in each of their deltas.',
  },
  'stream-json': { means: 'The data of an event is no JSON object.', remedy: 'Send one whole object in each event.' },
  'stream-role': {
    means: 'The role of a choice is not in its first delta, or is repeated.',
    remedy: 'Send `role: assistant` in the first delta of each choice.',
  },
  'stream-tool-calls': {
    means: 'Pieces of tool calls cannot be put together: a head without id or name, or indexes out of order.',
    remedy: 'Send for each call a head with index, id, type and name, then its arguments, one call after another.',
  },
  'stream-usage': {
    means: 'The usage of a stream is missing, repeated, not asked for, or not in an event of its own.',
    remedy: 'Send it once, behind the last delta, with an empty list of choices, when include_usage is true.',
  },
  'bad-alias': {
    means: 'An alias (*name) in a YAML file cannot be followed, or aliases repeat too much.',
    remedy: 'Write the anchor (&name) above its alias, or write out what it stands for.',
  },
  'bad-body-schema': {
    means: 'The JSON Schema under `when: { body: … }` cannot be used, so the cue never holds.',
    remedy:
      'Mend the schema, at the line and column given: the message says which keyword is wrong. Drafts 04 to 2020-12 are understood.',
  },
  'bad-duration': {
    means: 'A time is not written as one.',
    remedy: 'Write a number with its unit: 300ms, 2s, 1m.',
  },
  'bad-encoding': {
    means: 'A scenario file is not in UTF-8, so that its texts cannot be told for sure.',
    remedy: 'Save it as UTF-8.',
  },
  'bad-fixture': {
    means: 'A file of a fixture cannot be read, or is no JSON.',
    remedy: 'Mend the file; events stand as `data: {…}` lines in a .sse file.',
  },
  'bad-json': { means: 'A text that should be JSON is none.', remedy: 'Mend it at the line and column given.' },
  'bad-name': {
    means: 'A key that names something (a header) has signs that such a name cannot have.',
    remedy: 'Write a name as HTTP allows it: letters, digits and dashes, like x-test.',
  },
  'bad-option': {
    means: 'An option of createCuecard, listen or a command has a value that it cannot have.',
    remedy: 'Write one of the values that the message names.',
  },
  'bad-regex': {
    means: 'What stands under `matches` is no JavaScript regular expression, or has flags that are not allowed.',
    remedy: 'Write the expression as it is (^x), or /^x/i for flags; in YAML put it in single quotes.',
  },
  'drift-missing': {
    means: "The provider's document has a place that the schemas of the dialect do not have.",
    remedy: 'Add it to the schema, or accept it: `cuecard drift --allow FILE --update`.',
  },
  'drift-extra': {
    means: "The schemas of the dialect have a place that the provider's document does not have.",
    remedy: 'Take it out of the schema if the service has dropped it, or accept it in the list of --allow.',
  },
  'drift-type': {
    means: "The provider's document allows other types at a place than the dialect.",
    remedy: 'Correct the schema, or accept the difference in the list of --allow.',
  },
  'drift-enum': {
    means: "The provider's document allows other values at a place than the dialect.",
    remedy: 'Correct the schema, or accept the difference in the list of --allow.',
  },
  'drift-required': {
    means: 'A member is required by one of the two and optional for the other.',
    remedy: 'Correct the schema, or accept the difference in the list of --allow.',
  },
  'drift-range': {
    means: "A bound (a length, a number, a count, a pattern) is another in the provider's document.",
    remedy: 'Correct the schema, or accept the difference in the list of --allow.',
  },
  'drift-gone': {
    means: 'A difference that the list of --allow accepts is not there any more.',
    remedy: 'Take it off the list, or let --update write it anew.',
  },
  'bad-document': {
    means: 'A document that a command was given cannot be read, or is not of the kind that it needs.',
    remedy: 'The message says what is missing; correct the file or name another.',
  },
  'duplicate-key': { means: 'A YAML object has the same key twice.', remedy: 'Keep one of the two.' },
  'duplicate-name': {
    means: 'Two cues of a scenario have the same name, so x-cuecard-cue, logs and reports cannot tell them apart.',
    remedy: 'Give one of them another name.',
  },
  'empty-file': {
    means: 'A scenario file has nothing in it.',
    remedy: 'Write `cuecard: 1` and `cues:`, or delete the file.',
  },
  'example-breaks-contract': {
    means: "The service would refuse a cue's `example`, so no client could ever send it.",
    remedy: 'Change the example as the message says; it is held to the request contract of the scenario’s dialect.',
  },
  'example-goes-elsewhere': {
    means: "A cue's `example` is answered by another cue, or by none.",
    remedy: 'Change the example, the condition, or the order of the cues; `cuecard explain` shows why.',
  },
  'fixture-breaks-contract': {
    means: 'An exchange taken from a service’s document does not hold to the contract of that service.',
    remedy: 'Correct the copy, or the schema under schemas/ when the document is right.',
  },
  'listener-failed': {
    means: 'A function given to `onCall` threw.',
    remedy: 'Mend the function; the answer went out all the same.',
  },
  'missing-action': {
    means: 'A cue or a step says nothing to do.',
    remedy: 'Write exactly one of reply, generate, error, sequence and passthrough.',
  },
  'missing-key': { means: 'A key that is needed is not there.', remedy: 'Write it: the message names it.' },
  'misplaced-key': {
    means: 'A key stands beside what it does not go with: retry_after without error, content beside choices.',
    remedy: 'Write it where it belongs, as the message says, or leave it out.',
  },
  'never-holds': {
    means: 'The conditions of a cue contradict each other: no request can satisfy them all.',
    remedy: 'Change one of the two that the message names, or delete the cue.',
  },
  'no-calls': {
    means: 'The program that `cuecard run` has run made no call at all.',
    remedy: 'Let its client take the base URL from OPENAI_BASE_URL, as official clients do where none is written down.',
  },
  'not-json': {
    means: 'A scenario in code holds a value that JSON has no place for.',
    remedy: 'Write texts, numbers, true, false, null, lists and plain objects; only `reply` may be a function.',
  },
  'reply-breaks-contract': {
    means: 'A cue answers what the real service never would.',
    remedy:
      'Change the reply as the message says. Answers that are broken on purpose carry a `fault` and are held to nothing.',
  },
  'reply-ignores-request': {
    means:
      'A canned reply does not fit the request: more choices than `n`, longer than max_tokens, a stop sequence in it.',
    remedy: 'Change the reply, or the condition, so that the cue answers only requests that it fits.',
  },
  'request-control': {
    means: 'A request header for cuecard itself (x-cuecard-…) has a value that cannot be obeyed.',
    remedy: 'Correct the header that `param` names, or leave it out.',
  },
  'request-json': {
    means: 'The body of a request is no JSON object.',
    remedy: 'Send JSON in UTF-8, with the content type application/json.',
  },
  'request-key': {
    means: 'A request has no key, or none that is accepted.',
    remedy: 'Send `Authorization: Bearer …`: `cuecard run` sets OPENAI_API_KEY.',
  },
  'request-method': {
    means: 'A path is served, but not with the method of a request.',
    remedy: 'Completions are made with POST, read with GET.',
  },
  'request-model': {
    means: 'A request names a model that is not served.',
    remedy: 'Correct its name.',
  },
  'request-path': {
    means: 'Nothing is served at the path of a request.',
    remedy: 'Check the base URL: it ends in /v1, as OPENAI_BASE_URL of `cuecard run` does.',
  },
  'request-refused': {
    means: 'A request was refused for something beside its body.',
    remedy: 'Change the request as the message says.',
  },
  'request-size': {
    means: 'The body of a request is longer than the service takes.',
    remedy: 'Send less: smaller images, a shorter history.',
  },
  'several-actions': {
    means: 'A cue or a step says several things to do.',
    remedy: 'Keep one of them; write a sequence for one after the other.',
  },
  'several-documents': {
    means: 'A YAML file holds several documents.',
    remedy: 'Write a file for each; a folder is read whole.',
  },
  'shadowed-cue': {
    means: 'Every request that a cue holds for is answered by an earlier one that is never spent.',
    remedy: 'Put the narrower cue first, narrow the earlier one, give it `times`, or delete one of the two.',
  },
  'slow-regex': {
    means: 'A regular expression can take exponentially long on some texts.',
    remedy: 'Write it without a loop in which the same text can be matched in several ways: x+ instead of (x+)+.',
  },
  'too-deep': { means: 'A text is nested too deeply.', remedy: 'Write fewer levels.' },
  'too-few': { means: 'A list or an object has less in it than it needs.', remedy: 'Write at least what is asked.' },
  'too-many': { means: 'A list has more items than it may.', remedy: 'Write fewer.' },
  'unanswered-call': {
    means:
      'No cue answers a call that the app has made: its answer was made up, or it got an error (`--unmatched error`).',
    remedy:
      'Write a cue for it; the reason names the nearest ones. `cuecard explain <scenario> <request>` does the same offline.',
  },
  'unindexed-cues': {
    means: 'More than 200 cues have to be tried one by one for the same calls, which makes each such call slow.',
    remedy:
      'Give them a condition that few others share: an exact text, `contains` with a longer text, or `matches` with letters that must occur.',
  },
  'unknown-dialect': {
    means: 'There is no dialect of that name.',
    remedy: 'Write openai, openai-classic, reseller, servicestack or gateway.',
  },
  'unknown-error': {
    means: 'A scenario names an error that its dialect does not have.',
    remedy:
      'Write a name from the catalogue (`cuecard explain rate_limited`), or { status, type, code, message, param }.',
  },
  'unknown-key': {
    means: 'There is no such key in this place.',
    remedy: 'Correct its spelling or leave it out; editors complete keys by schemas/cuecard/scenario.json.',
  },
  'unknown-tool-call-id': {
    means: 'A cue waits for the result of a tool call whose id no cue issues.',
    remedy: 'Write the same id under tool_calls of the cue that makes the call, or leave the condition out.',
  },
  'unplayed-cue': {
    means: 'No request of the run has reached a cue.',
    remedy: 'Delete the cue, mend its condition, or test what it is there for.',
  },
  'unserved-path': {
    means: 'A request asks for something that the service has and cuecard does not serve.',
    remedy: 'Answer it with a server of your own; the message says what cuecard has instead.',
  },
  'unreachable-step': {
    means: 'A step of a sequence is never played, because the cue is spent before.',
    remedy: 'Raise the `times` of the cue or leave it out: a sequence counts by itself.',
  },
  'wrong-type': {
    means: 'A value is of the wrong type.',
    remedy: 'Write what the message asks; put texts like yes in quotes.',
  },
  'wrong-value': {
    means: 'A value is not among those that may stand there.',
    remedy: 'Write one that the message names.',
  },
  'yaml-syntax': { means: 'A text is no YAML.', remedy: 'Mend it at the line and column given; JSON is YAML too.' },
}

/** Codes of the `CuecardError`s that are thrown. */
export const errorWords: Readonly<Record<string, Words>> = {
  bad_options: {
    means: 'createCuecard was given options that it cannot use.',
    remedy: 'Change each of them as its line in the message says.',
  },
  bad_scenario: {
    means: 'A scenario cannot be played. All its findings are told at once, each with its place.',
    remedy: 'Change what the findings say; `cuecard explain <code>` explains each of them.',
  },
  bad_state: {
    means: 'The file that keeps stored completions over a restart cannot be used.',
    remedy: 'See what the message says of it: correct the path, free the file, or name another with --state.',
  },
  no_files: {
    means: 'A path or pattern names no scenario file.',
    remedy: 'Check the spelling and the folder it is looked up in; files end in .yaml, .yml or .json.',
  },
  port_in_use: {
    means: 'Something else listens on the port.',
    remedy: 'Stop it, or take another port: --port 0 and { port: 0 } find a free one.',
  },
  passthrough_unavailable: {
    means: 'A call is to be passed on, and nothing says where to.',
    remedy: 'Name the service (--upstream, `upstream`), or let a cue answer.',
  },
}

/** Names of errors in the dialects' catalogues, for `error:` in scenarios. */
export const catalogueWords: Readonly<Record<string, Words>> = {
  bad_control: {
    means: 'A request header for cuecard itself (x-cuecard-…) has a value that cannot be obeyed.',
    remedy: 'Correct the header that the message names, or leave it out.',
  },
  body_too_large: {
    means: 'The body of the request is longer than the service takes.',
    remedy: 'Send less: smaller images, a shorter history. The option `bodyLimit` moves the limit.',
  },
  completion_not_found: {
    means: 'No stored completion has that id.',
    remedy: 'Ask for the completion with `store: true`, in the same scope, and do not delete it before.',
  },
  context_length_exceeded: {
    means: 'Prompt and answer together are longer than the context window of the model.',
    remedy:
      'Send a shorter history, ask for fewer tokens, or take a model with a larger window. Trying again is of no use.',
  },
  credit_balance_exhausted: {
    means: 'The account has no credits left.',
    remedy: 'A client tells its user; trying again is of no use.',
  },
  empty_key: { means: 'The Authorization header holds an empty key.', remedy: 'Send `Authorization: Bearer sk-…`.' },
  finding: {
    means: "A cue's answer breaks the contract of the service, and `onFinding: 'fail'` turns that into a failure.",
    remedy: 'Change the cue as the message says.',
  },
  insufficient_permissions: {
    means: 'The key may not do this.',
    remedy: 'A client tells its user; another key or role is needed.',
  },
  insufficient_quota: {
    means: 'The budget of the account is spent.',
    remedy: 'A client tells its user; although the status is 429, waiting is of no use.',
  },
  invalid_api_key: { means: 'The service does not know the key.', remedy: 'Send another; trying again is of no use.' },
  invalid_image_url: {
    means: 'An image cannot be loaded from its address.',
    remedy: 'Send an address that anybody can reach, or the image itself as a data URL.',
  },
  invalid_json: {
    means: 'The body of the request is no JSON object.',
    remedy: 'Send JSON in UTF-8, with the content type application/json.',
  },
  invalid_organization: {
    means: 'The header openai-organization names no organization that the key belongs to.',
    remedy: 'Leave the header out or correct it.',
  },
  invalid_prompt: {
    means: 'The prompt was flagged as breaking the usage policy.',
    remedy: 'A client tells its user; the same prompt is refused again.',
  },
  method_not_allowed: {
    means: 'The path is served, but not with this method.',
    remedy: 'Completions are made with POST, read with GET.',
  },
  mismatched_organization: {
    means: 'The header openai-organization names another organization than that of the key.',
    remedy: 'Leave the header out or correct it.',
  },
  missing_key: {
    means: 'The request has no key.',
    remedy: "Send `Authorization: Bearer sk-test`; `auth: 'off'` asks for none.",
  },
  model_deprecated: { means: 'The model is no longer served.', remedy: 'Ask for its successor.' },
  model_not_allowed: {
    means: 'The project may not use the model.',
    remedy: 'Ask for another model, or have it allowed.',
  },
  model_not_found: {
    means: 'There is no such model, or the key may not use it.',
    remedy: 'Correct its name; the option `models` says which ones cuecard serves.',
  },
  no_matching_cue: {
    means: 'No cue answers the request, and unmatched requests are errors (--unmatched error).',
    remedy:
      'The message names the nearest cues, what differs, and a cue to paste. `cuecard explain <scenario> <request>` does the same offline.',
  },
  not_a_member: { means: 'The user is in no organization.', remedy: 'A client tells its user.' },
  overloaded: {
    means: 'The model has too much to do at the moment.',
    remedy: 'A client waits, longer each time, and tries again; official clients do so by themselves.',
  },
  permission_denied: {
    means: 'The key may not do this.',
    remedy: 'A client tells its user; another key or role is needed.',
  },
  rate_limited: {
    means: 'Too many requests in a minute.',
    remedy: 'A client waits as long as retry-after says and tries again; official clients do so by themselves.',
  },
  rate_limited_tokens: {
    means: 'Too many tokens in a minute.',
    remedy: 'A client waits as long as retry-after says and tries again; shorter prompts last longer.',
  },
  request_too_large: {
    means: 'One request asks for more tokens than a minute allows.',
    remedy: 'Send less; trying again is of no use.',
  },
  server_error: {
    means: 'The service has failed.',
    remedy:
      'A client tries again, a few times. If no cue asked for it, the log of cuecard has the reason: a `reply` function may have thrown.',
  },
  unauthorized: { means: 'The service does not accept the key.', remedy: 'Send another; trying again is of no use.' },
  unknown_url: { means: 'Nothing is served at the path.', remedy: 'Check the base URL: it ends in /v1.' },
  unserved: {
    means: 'The service has this path; cuecard does not serve it.',
    remedy: "Answer it with a handler of your own: `onUnserved: 'passthrough'` lets it through.",
  },
  unsupported_country: { means: 'The service is not offered in the country.', remedy: 'A client tells its user.' },
  unverified_organization: {
    means: 'The organization has to be verified for this (streaming some models).',
    remedy: 'Do without, or have the organization verified.',
  },
}

/** Codes that only the control API answers with (`/_cuecard/…`). */
export const controlWords: Readonly<Record<string, Words>> = {
  bad_content_encoding: { means: 'The control API was sent a compressed body.', remedy: 'Send it as it is.' },
  bad_content_type: {
    means: 'The control API was sent something that says to be neither JSON nor YAML.',
    remedy: 'Send it with the content type application/json or application/yaml.',
  },
  bad_parameter: {
    means: 'The control API was asked with a parameter that it does not know, or cannot read.',
    remedy: 'Change it as the message says; /_cuecard/control.openapi.json lists them all.',
  },
  bad_text: { means: 'The body that the control API was sent is not in UTF-8.', remedy: 'Send UTF-8.' },
  foreign_host: {
    means: 'The control API was asked under a name that is not this machine, as a page does that rebinds a domain.',
    remedy: 'Ask http://127.0.0.1, or start with --control-token and send the token.',
  },
  foreign_origin: {
    means: 'A page of another origin asked the control API, which would show it the journal.',
    remedy: 'Ask from a program, or start with --control-token and send the token.',
  },
  not_found: {
    means: 'The control API has no such path.',
    remedy: 'Ask one of those that the message names; /_cuecard/control.openapi.json describes them.',
  },
}

/** Values of `code` that only the contracts of requests give, beside those of the catalogues. */
export const wireWords: Readonly<Record<string, Words>> = {
  Predicate: {
    means: 'How the dialect servicestack words a rule that has no name of its own.',
    remedy: 'Change the request as the message says.',
  },
  array_above_max_length: { means: 'A list has too many items.', remedy: 'Send fewer.' },
  array_below_min_length: { means: 'A list has too few items.', remedy: 'Send more.' },
  bad_control_header: {
    means: 'A request header for cuecard itself (x-cuecard-…) has a value that cannot be obeyed.',
    remedy: 'Correct the header that `param` names, or leave it out.',
  },
  decimal_above_max_value: { means: 'A number is too large.', remedy: 'Send at most what the message says.' },
  decimal_below_min_value: { means: 'A number is too small.', remedy: 'Send at least what the message says.' },
  empty_array: { means: 'A list is empty that must not be.', remedy: 'Send an item, or leave the list out.' },
  empty_string: { means: 'A text is empty that must not be.', remedy: 'Send a text, or leave it out.' },
  integer_above_max_value: { means: 'A whole number is too large.', remedy: 'Send at most what the message says.' },
  integer_below_min_value: { means: 'A whole number is too small.', remedy: 'Send at least what the message says.' },
  invalid_function_parameters: {
    means: 'The parameters of a function are no JSON Schema that the service takes.',
    remedy: 'Change the schema as the message says; with strict: true every property is required and no other allowed.',
  },
  invalid_parameter_combination: {
    means: 'Two parameters of the request exclude each other.',
    remedy: 'Leave one of them out.',
  },
  invalid_type: { means: 'A parameter is of the wrong type.', remedy: 'Send the type that the message names.' },
  invalid_value: { means: 'A parameter has a value that it cannot have.', remedy: 'Send one that the message names.' },
  missing_required_header: { means: 'A header is missing.', remedy: 'Send the header that the message names.' },
  missing_required_parameter: { means: 'A parameter is missing.', remedy: 'Send the one that `param` names.' },
  object_above_max_properties: { means: 'An object has too many members.', remedy: 'Send fewer.' },
  object_below_min_properties: { means: 'An object has too few members.', remedy: 'Send more.' },
  property_name_above_max_length: { means: 'The name of a member is too long.', remedy: 'Send a shorter one.' },
  rate_limit_exceeded: {
    means: 'Too many requests or tokens: in a scenario `rate_limited`, `rate_limited_tokens` or `request_too_large`.',
    remedy: 'A client waits as long as retry-after says and tries again.',
  },
  string_above_max_length: { means: 'A text is too long.', remedy: 'Send a shorter one.' },
  string_below_min_length: { means: 'A text is too short.', remedy: 'Send a longer one.' },
  unknown_error_name: {
    means: 'A cue made in code names an error that the dialect does not have.',
    remedy: 'Correct the name: the message says which one is near.',
  },
  unknown_parameter: { means: 'The service knows no such parameter.', remedy: 'Leave it out or correct its spelling.' },
  unsupported_country_region_territory: {
    means: 'The service is not offered in the country.',
    remedy: 'A client tells its user.',
  },
  unsupported_parameter: {
    means: 'The model does not take the parameter.',
    remedy: 'Leave it out, or use the one that the message names (max_completion_tokens for max_tokens).',
  },
  unsupported_value: {
    means: 'The model does not take this value of the parameter.',
    remedy: 'Send the one that the message names, or another model.',
  },
}
