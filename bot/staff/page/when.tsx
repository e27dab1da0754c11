const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A moment, in the plan's own time zone, with the exact one for machines. @param at milliseconds since 1970 */
export function When({ at }: { readonly at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{FORMAT.format(at)}</time>;
}
