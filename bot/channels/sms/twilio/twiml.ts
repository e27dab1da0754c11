/** A text message of a TwiML answer, and where reports of it go. */
export interface TwimlMessage {
  readonly text: string;
  readonly statusCallback: string;
}

/** TwiML for a messaging webhook; without messages it says nothing. Source: https://www.twilio.com/docs/messaging/twiml */
export function twiml(messages: readonly TwimlMessage[]): string {
  const elements = messages.map(
    ({ text, statusCallback }) =>
      `<Message statusCallback="${escaped(statusCallback, IN_ATTRIBUTE)}">${escaped(text, IN_TEXT)}</Message>`,
  );
  const content = elements.length === 0 ? '<Response/>' : `<Response>${elements.join('')}</Response>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${content}`;
}

/** Characters that XML 1.0 allows no document to hold. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const IN_ATTRIBUTE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escaped(text: string, entities: Readonly<Record<string, string>>): string {
  return text.replace(NOT_XML, '').replace(/[&<>"\r]/g, sign => entities[sign] ?? sign);
}
