// node fill.mjs BLANK.pdf VALUES.json TO.pdf: fills in the fields of a blank with npm's pdf-lib.
import fs from "node:fs";
import { createRequire } from "node:module";
const { PDFDocument, PDFTextField, PDFCheckBox, PDFDropdown, PDFRadioGroup } = createRequire(process.cwd() + "/")("pdf-lib");

const pdf = await PDFDocument.load(fs.readFileSync(process.argv[2]), { updateMetadata: false });
const form = pdf.getForm();
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(process.argv[3], "utf8")))) {
  const field = form.getField(name);
  if (field instanceof PDFTextField) { field.setText(value); field.setFontSize(9); }
  else if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFDropdown || field instanceof PDFRadioGroup) field.select(value);
}
fs.writeFileSync(process.argv[4], await pdf.save());
