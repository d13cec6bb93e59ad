// Scaleway's SDK, unmodified, against the gateway: node billing.mjs URL KEY. The SDK's own credentials have to be UUIDs, so
// the key goes in by an interceptor, which comes after the SDK's own.
import assert from 'node:assert/strict'
import { Billing, createAdvancedClient } from '@scaleway/sdk'
import { withAdditionalInterceptors, withProfile } from '@scaleway/sdk-client'

const [url, key] = process.argv.slice(2)
const headers = { Authorization: `Bearer ${key}` }

async function post(path, body) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.equal(answer.status, 200, await answer.clone().text())
}

async function ownBill() {
  const answer = await fetch(`${url}/v1/billing/bills`, { headers })
  return (await answer.json()).data[0]
}

for (let i = 0; i < 3; i++) {
  await post('/v1/chat/completions', {
    model: 'simulated-small',
    messages: [{ role: 'user', content: 'What does a sheet of paper weigh?' }],
  })
}
let bill = await ownBill()
for (let tries = 0; bill.lines.length < 2 && tries < 100; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 100))
  bill = await ownBill()
}
assert.equal(bill.lines.length, 2)
const projectId = bill.lines[0].project.id

const client = createAdvancedClient(
  withProfile({
    apiURL: url,
    accessKey: 'SCWXXXXXXXXXXXXXXXXX',
    secretKey: '00000000-0000-0000-0000-000000000000',
    defaultOrganizationId: bill.organization.id,
    defaultProjectId: projectId,
  }),
  withAdditionalInterceptors([
    {
      request: ({ request }) => {
        const clone = request.clone()
        clone.headers.set('X-Auth-Token', key)
        return clone
      },
    },
  ]),
)
const billing = new Billing.v2beta1.API(client)

const consumptions = await billing.listConsumptions()
assert.equal(consumptions.totalCount, 2)
assert.deepEqual(
  consumptions.consumptions.map((line) => [line.productName, line.projectId, line.value.currencyCode]),
  bill.lines.map(() => ['Generative APIs Free Tier', projectId, 'EUR']),
)
assert.ok(consumptions.updatedAt instanceof Date)
assert.equal((await billing.listConsumptions({ organizationId: bill.organization.id, billingPeriod: '2020-01' })).totalCount, 0)

const everyPage = await billing.listConsumptions({ pageSize: 1 }).all()
assert.equal(everyPage.length, 2)

const invoices = await billing.listInvoices()
assert.equal(invoices.totalCount, 1)
const invoice = invoices.invoices[0]
assert.equal(invoice.state, 'draft')
assert.equal(invoice.organizationName, bill.organization.name)
assert.equal(invoice.totalUntaxed.units, 0)
assert.deepEqual(await billing.getInvoice({ invoiceId: invoice.id }), invoice)
const pdf = await billing.downloadInvoice({ invoiceId: invoice.id, fileType: 'pdf' })
assert.equal(pdf.type, 'application/pdf')
assert.equal((await pdf.slice(0, 5).text()), '%PDF-')
const csv = await (await billing.exportInvoices({ fileType: 'csv' })).text()
assert.ok(csv.includes(invoice.id))

assert.equal((await billing.listTaxes()).totalCount, 0)
await assert.rejects(billing.listInvoices({ organizationId: projectId }), (error) => error.status === 403)

console.log('all checks passed')
