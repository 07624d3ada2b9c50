// node print.js SHEET.json TO.pdf: prints a filled form with pdfkit, choices as drawn boxes with a drawn tick.
const fs = require("fs");
const PDFDocument = require("pdfkit");

const sheet = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const pdf = new PDFDocument({ size: "A4", margin: 45, info: { Title: sheet.title, CreationDate: new Date("2026-11-25T09:00:00Z") } });
pdf.pipe(fs.createWriteStream(process.argv[3]));
const bold = () => pdf.font("Times-Bold");
const plain = () => pdf.font("Times-Roman");
const room = (height) => { if (pdf.y + height > 790) pdf.addPage(); };
plain().fontSize(9).text(sheet.owner, { align: "right" });
bold().fontSize(17).text(sheet.title).moveDown(0.4);
plain().fontSize(9.5);
for (const line of sheet.intro) pdf.text(line).moveDown(0.3);
for (const block of sheet.blocks) {
  room(70);
  pdf.moveDown(0.6);
  bold().fontSize(12).text(block.heading, 45);
  pdf.moveTo(45, pdf.y).lineTo(550, pdf.y).lineWidth(1.5).stroke();
  pdf.moveDown(0.4);
  if (block.intro) pdf.font("Times-Italic").fontSize(9).text(block.intro);
  for (const item of block.items) {
    const words = item.label + (item.hint ? ` (${item.hint})` : "");
    bold().fontSize(10);
    const tall = pdf.heightOfString(words, { width: 170 });
    plain();
    const value = item.kind === "choice" ? 15 * item.options.length : pdf.heightOfString(item.written || " ", { width: 320 });
    const height = Math.max(tall, value) + 7;
    room(height);
    const top = pdf.y;
    bold().text(words, 45, top + 3, { width: 170 });
    plain();
    if (item.kind === "choice") {
      item.options.forEach((option, index) => {
        const y = top + 3 + 15 * index;
        pdf.lineWidth(0.8).rect(226, y, 10, 10).stroke();
        if (index === item.chosen) pdf.lineWidth(1.6).moveTo(227, y + 5).lineTo(230, y + 9).lineTo(238, y - 2).stroke();
        pdf.text(option, 242, y);
      });
    } else if (item.written) pdf.text(item.written, 226, top + 3, { width: 320 });
    pdf.lineWidth(0.3).moveTo(45, top + height).lineTo(550, top + height).stroke();
    pdf.x = 45;
    pdf.y = top + height;
  }
}
plain().fontSize(8).moveDown().text(sheet.foot, 45);
pdf.end();
