/** Places whose parts fit together. */
export interface PlaceFacts {
  readonly city: string
  readonly state: string
  readonly country: string
  readonly code: string
  readonly zip: string
  readonly latitude: number
  readonly longitude: number
  readonly timezone: string
  readonly currency: string
  readonly language: string
}

const rows = `
Berlin|Berlin|Germany|DE|10117|52.52|13.405|Europe/Berlin|EUR|de
Hamburg|Hamburg|Germany|DE|20095|53.5511|9.9937|Europe/Berlin|EUR|de
London|England|United Kingdom|GB|SW1A 1AA|51.5074|-0.1278|Europe/London|GBP|en
Edinburgh|Scotland|United Kingdom|GB|EH1 1YZ|55.9533|-3.1883|Europe/London|GBP|en
Paris|Île-de-France|France|FR|75001|48.8566|2.3522|Europe/Paris|EUR|fr
Lyon|Auvergne-Rhône-Alpes|France|FR|69001|45.764|4.8357|Europe/Paris|EUR|fr
Madrid|Madrid|Spain|ES|28013|40.4168|-3.7038|Europe/Madrid|EUR|es
Lisbon|Lisbon|Portugal|PT|1100-148|38.7223|-9.1393|Europe/Lisbon|EUR|pt
Milan|Lombardy|Italy|IT|20121|45.4642|9.19|Europe/Rome|EUR|it
Vienna|Vienna|Austria|AT|1010|48.2082|16.3738|Europe/Vienna|EUR|de
New York|New York|United States|US|10001|40.7128|-74.006|America/New_York|USD|en
Chicago|Illinois|United States|US|60601|41.8781|-87.6298|America/Chicago|USD|en
Denver|Colorado|United States|US|80202|39.7392|-104.9903|America/Denver|USD|en
San Francisco|California|United States|US|94103|37.7749|-122.4194|America/Los_Angeles|USD|en
Austin|Texas|United States|US|78701|30.2672|-97.7431|America/Chicago|USD|en
Toronto|Ontario|Canada|CA|M5H 2N2|43.6532|-79.3832|America/Toronto|CAD|en
Tokyo|Tokyo|Japan|JP|100-0001|35.6762|139.6503|Asia/Tokyo|JPY|ja
Sydney|New South Wales|Australia|AU|2000|-33.8688|151.2093|Australia/Sydney|AUD|en
São Paulo|São Paulo|Brazil|BR|01310-100|-23.5505|-46.6333|America/Sao_Paulo|BRL|pt
Nairobi|Nairobi County|Kenya|KE|00100|-1.2921|36.8219|Africa/Nairobi|KES|en`

export const places: readonly PlaceFacts[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [
      city = '',
      state = '',
      country = '',
      code = '',
      zip = '',
      latitude,
      longitude,
      timezone = '',
      currency = '',
      language = '',
    ] = row.split('|')
    return {
      city,
      state,
      country,
      code,
      zip,
      latitude: Number(latitude),
      longitude: Number(longitude),
      timezone,
      currency,
      language,
    }
  })
