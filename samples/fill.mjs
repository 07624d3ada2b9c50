// Fill a blank PDF form with pdf-lib: node fill.mjs BLANK.pdf ANSWERS.json FILLED.pdf
// ANSWERS.json maps a field's name to what is written in it; a box to tick or a list takes the choice's code.
import { readFile, writeFile } from "node:fs/promises";
import { PDFDocument, PDFDropdown, PDFName, PDFRadioGroup, StandardFonts } from "pdf-lib";

const [blank, answers, filled] = process.argv.slice(2);
const document = await PDFDocument.load(await readFile(blank));
const form = document.getForm();
const font = await document.embedFont(StandardFonts.Helvetica);

// pdf-lib offers a list's labels; the form stores its codes.
const label = (field, code) => {
  const options = field.acroField.getOptions();
  const found = options.find(({ value }) => value.decodeText() === code);
  return found ? (found.display ?? found.value).decodeText() : code;
};

for (const [name, answer] of Object.entries(JSON.parse(await readFile(answers, "utf8")))) {
  const field = form.getField(name);
  if (field instanceof PDFRadioGroup) field.select(answer);
  else if (field instanceof PDFDropdown) field.select(label(field, answer));
  else {
    field.setFontSize(10);
    field.setText(answer);
  }
}

form.updateFieldAppearances(font);
document.setModificationDate(new Date("2026-11-27T15:30:00Z"));
await writeFile(filled, await document.save());
