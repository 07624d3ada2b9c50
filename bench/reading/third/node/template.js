// node template.js TEMPLATE.docx VALUES.json TO.docx: fills the {tags} of a Word template with docxtemplater.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const made = new Docxtemplater(new PizZip(fs.readFileSync(process.argv[2])), { linebreaks: true, paragraphLoop: true });
made.render(JSON.parse(fs.readFileSync(process.argv[3], "utf8")));
fs.writeFileSync(process.argv[4], made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
