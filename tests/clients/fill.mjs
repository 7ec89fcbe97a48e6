// Fills workbooks with each JavaScript client, as its documentation tells a reader to do it.
// Standard input: [{client, source, target, values: {sheet: {cell: number | text | {date: "2026-11-04"}}}}].
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(import.meta.url);

function* entries(values) {
  for (const [sheet, cells] of Object.entries(values)) {
    for (const [cell, value] of Object.entries(cells)) yield [sheet, cell, value];
  }
}

const parts = (value) => value.date.split("-").map(Number);

// Each library has its own idea of the time zone of a Date.
const worldDate = (value) => {
  if (value?.date === undefined) return value;
  const [year, month, day] = parts(value);
  return new Date(Date.UTC(year, month - 1, day));
};
const localDate = (value) => {
  if (value?.date === undefined) return value;
  const [year, month, day] = parts(value);
  return new Date(year, month - 1, day);
};
const dayNumber = (value) => (value?.date === undefined ? value : worldDate(value) / 86400000 + 25569);

let excelizeModule;

const clients = {
  async exceljs(source, target, values) {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(source);
    for (const [sheet, cell, value] of entries(values)) book.getWorksheet(sheet).getCell(cell).value = worldDate(value);
    await book.xlsx.writeFile(target);
  },
  async sheetjs(source, target, values) {
    const { readFile, utils, writeFile } = require("xlsx");
    const book = readFile(source);
    for (const [sheet, cell, value] of entries(values)) {
      utils.sheet_add_aoa(book.Sheets[sheet], [[dayNumber(value)]], { origin: cell });
    }
    writeFile(book, target);
  },
  async populate(source, target, values) {
    const { fromFileAsync } = require("xlsx-populate");
    const book = await fromFileAsync(source);
    for (const [sheet, cell, value] of entries(values)) book.sheet(sheet).cell(cell).value(localDate(value));
    await book.toFileAsync(target);
  },
  async excelize(source, target, values) {
    excelizeModule ??= await require("excelize-wasm").init(require.resolve("excelize-wasm/excelize.wasm.gz"));
    const sound = (answer) => {
      if (answer.error) throw new Error(answer.error);
      return answer;
    };
    const book = sound(excelizeModule.OpenReader(new Uint8Array(readFileSync(source))));
    for (const [sheet, cell, value] of entries(values)) sound(book.SetCellValue(sheet, cell, dayNumber(value)));
    writeFileSync(target, sound(book.WriteToBuffer()).buffer);
  },
};

for (const { client, source, target, values } of JSON.parse(await text(process.stdin))) {
  try {
    await clients[client](source, target, values);
  } catch (error) {
    throw new Error(`${client} on ${source}: ${error.message}`, { cause: error });
  }
}
process.exit(0); // excelize's own runtime would wait for more
