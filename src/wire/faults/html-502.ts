import type { Fault } from '../../core/fault.ts'
import { withBytes } from './bodies.ts'

const page = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
</body>
</html>
`

export const html502: Fault = {
  name: 'html_502',
  schema: {
    type: 'object',
    description: 'A proxy answers instead of the service: status 502 and a page of HTML.',
    additionalProperties: false,
  },
  apply: (reply) => ({ ...withBytes(reply, page), status: 502, headers: { 'content-type': 'text/html' } }),
}
