// Opens the table in a file by a mapping in another, reads every customer, says so, and stays until it is stopped.
import { inputFile } from '../../apps/cli/src/import/files/input-file.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { mappedHistories } from '../../apps/cli/src/mapping/mapped-histories.js';
import { readMapping } from '../../apps/cli/src/mapping/read-mapping.js';
import { TABLE_FORMATS } from '../../apps/cli/src/mapping/table.js';

const [mapping = '', data = ''] = process.argv.slice(2);
const histories = await mappedHistories(inputFile(data, TABLE_FORMATS), readMapping(mapping), {
  now: Date.now(),
  progress: SILENT,
});
let contacts = 0;
for await (const customer of histories.read()) contacts += customer.contacts.length;
console.log(JSON.stringify({ ...histories.summary, leftOut: histories.dataSet.leftOut, contactsRead: contacts }));
setInterval(() => {}, 1000);
