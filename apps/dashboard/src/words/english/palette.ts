export const palette = {
  open: 'Find or do',
  about: 'A customer or a page',
  commands: 'What you can do',
  customers: 'Customers',
  record: 'Record',
  recordWith: (name: string) => `Record a contact with ${name}`,
  nothing: 'Nothing is called that.',
};
