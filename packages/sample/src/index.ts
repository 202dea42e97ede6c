export { DOCUMENTS } from './data/documents.ts';
export { SAMPLE_REQUESTS } from './data/requests.ts';
export { FACTS, RECORDED_FACTS } from './data/facts.ts';
export { FACT_TAGS, type Fact, type FactTag, type RecordedFact } from './fact.ts';
export { sampleWorkbooks } from './sample-workbooks.ts';
export { SAMPLE } from './tour.ts';
export { WORKBOOK_ROWS, type WorkbookRows } from './workbook-rows.ts';
