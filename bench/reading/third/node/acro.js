// node acro.js PLAN.json TO.pdf: draws a fillable form with pdf-lib.
const fs = require("fs");
const { PDFDocument, StandardFonts, rgb } = require("pdf-lib");

(async () => {
  const plan = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(plan.title);
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const form = pdf.getForm();
  const groups = {};
  for (const drawn of plan.pages) {
    const page = pdf.addPage([595, 842]);
    for (const f of drawn.frames) {
      const place = { x: f.x, y: f.y, width: f.w, height: f.h };
      page.drawRectangle(f.fill ? { ...place, color: rgb(0.87, 0.9, 0.93) } : { ...place, borderColor: rgb(0, 0, 0), borderWidth: 0.6 });
    }
    for (const t of drawn.words) page.drawText(t.text, { x: t.x, y: t.y, size: t.size, font: t.bold ? bold : plain });
    for (const w of drawn.widgets) {
      const place = { x: w.x, y: w.y, width: w.w, height: w.h, borderWidth: 0.6 };
      let made;
      if (w.kind === "check") {
        made = form.createCheckBox(w.name);
        made.addToPage(page, place);
        if (w.on) made.check();
      } else if (w.kind === "radio") {
        made = groups[w.name] ||= form.createRadioGroup(w.name);
        made.addOptionToPage(w.export, page, place);
        if (w.on) made.select(w.export);
        continue;
      } else if (w.kind === "list") {
        made = form.createDropdown(w.name);
        made.setOptions(w.options.map((pair) => pair[1]));
        made.addToPage(page, place);
        made.setFontSize(9);
        made.select(w.value);
      } else {
        made = form.createTextField(w.name);
        if (w.kind === "multi") made.enableMultiline();
        if (w.kind === "comb") { made.setMaxLength(13); made.enableCombing(); }
        made.setText(w.value);
        made.addToPage(page, place);
        made.setFontSize(9);
      }
      if (w.tip) made.acroField.dict.set(require("pdf-lib").PDFName.of("TU"), require("pdf-lib").PDFHexString.fromText(w.tip));
    }
  }
  fs.writeFileSync(process.argv[3], await pdf.save());
})().catch((error) => { console.error(error); process.exit(1); });
