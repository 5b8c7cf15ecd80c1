import type { CustomerHistory, DataSet } from '#validation';

/** The histories of all customers of a data set, to be read as often as needed, one customer at a time. */
export type Histories = {
  readonly title: string;
  readonly customers: number;
  readonly dataSet: DataSet;
  read(): AsyncIterable<CustomerHistory>;
};
