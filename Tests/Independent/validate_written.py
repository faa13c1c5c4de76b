#!/usr/bin/env python3
"""Validates every XML part of workbooks against the ECMA-376 transitional schemas.

usage: validate_written.py SCHEMA_FOLDER WORKBOOK...

What Excel 2010 added lies in extLst, whose content the schemas leave open; comments' VML drawings have a root
element that no schema declares, so their shapes are validated one by one. Relationships must point at parts that
are there, and every part must have a content type. Exit code 1 when anything is wrong.
"""

import os
import posixpath
import sys
import tempfile
import zipfile

from lxml import etree

SCHEMAS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "dml-main.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "dml-chart.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
    "http://schemas.openxmlformats.org/package/2006/content-types": "opc-contentTypes.xsd",
    "http://schemas.openxmlformats.org/package/2006/relationships": "opc-relationships.xsd",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "opc-coreProperties.xsd",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties":
        "shared-documentPropertiesExtended.xsd",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties":
        "shared-documentPropertiesCustom.xsd",
    "urn:schemas-microsoft-com:vml": "vml-main.xsd",
    "urn:schemas-microsoft-com:office:office": "vml-officeDrawing.xsd",
    "urn:schemas-microsoft-com:office:excel": "vml-spreadsheetDrawing.xsd",
}
# The schemas import these, which are not part of the folder: Dublin Core lies in the network, and the rest is for
# word processing and presentations. Declarations of the names are enough here.
STUBS = {
    "dc.xsd": (
        "http://purl.org/dc/elements/1.1/",
        ["title", "subject", "creator", "description", "identifier", "language", "any"],
    ),
    "dcterms.xsd": ("http://purl.org/dc/terms/", ["created", "modified"]),
    "wml.xsd": ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", ["txbxContent"]),
    "vml-wordprocessingDrawing.xsd": (
        "urn:schemas-microsoft-com:office:word",
        ["wrap", "anchorlock", "bordertop", "borderleft", "borderright", "borderbottom"],
    ),
    "vml-presentationDrawing.xsd": ("urn:schemas-microsoft-com:office:powerpoint", ["textdata", "iscomment"]),
}


XML = "http://www.w3.org/XML/1998/namespace"


def schema_folder(source, target):
    """Fills a scratch folder with links to the schemas and with the stubs."""
    for name in os.listdir(source):
        if name == "opc-coreProperties.xsd":
            with open(os.path.join(source, name), encoding="utf-8") as file:
                text = file.read()
            text = text.replace("http://dublincore.org/schemas/xmls/qdc/2003/04/02/", "")
            text = text.replace(f'namespace="{XML}"', f'namespace="{XML}" schemaLocation="xml.xsd"')
            with open(os.path.join(target, name), "w", encoding="utf-8") as file:
                file.write(text)
        else:
            os.symlink(os.path.abspath(os.path.join(source, name)), os.path.join(target, name))
    with open(os.path.join(target, "xml.xsd"), "w", encoding="utf-8") as file:
        file.write(
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{XML}">'
            '<xs:attribute name="lang" type="xs:string"/></xs:schema>'
        )
    for name, (namespace, elements) in STUBS.items():
        body = "".join(f'<xs:element name="{element}" type="xs:anyType"/>' for element in elements)
        if name == "dcterms.xsd":
            body += (
                '<xs:complexType name="W3CDTF" mixed="true"><xs:complexContent><xs:extension base="xs:anyType"/>'
                "</xs:complexContent></xs:complexType>"
            )
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write(
                f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}"'
                f' xmlns="{namespace}" elementFormDefault="qualified">{body}</xs:schema>'
            )


class Validator:
    def __init__(self, folder):
        self.folder = folder
        self.schemas = {}

    def schema(self, namespace):
        name = SCHEMAS.get(namespace)
        if name is None:
            return None
        if name not in self.schemas:
            path = os.path.join(self.folder, name)
            self.schemas[name] = etree.XMLSchema(etree.parse(path, etree.XMLParser(no_network=True)))
        return self.schemas[name]

    def problems(self, name, data):
        root = etree.fromstring(data)
        elements = list(root) if root.tag == "xml" else [root]
        for element in root.iter():
            # Excel writes it and the text of 18.4.12 calls for it; the schema does not declare it.
            element.attrib.pop(f"{{{XML}}}space", None)
        for element in elements:
            schema = self.schema(etree.QName(element).namespace)
            if schema is None:
                yield f"{name}: no schema for {element.tag}"
            elif not schema.validate(etree.ElementTree(etree.fromstring(etree.tostring(element)))):
                for error in schema.error_log:
                    yield f"{name}:{error.line}: {error.message}"


def package_problems(package):
    names = package.namelist()
    if len(set(names)) != len(names):
        yield "two parts of one name"
    types = etree.fromstring(package.read("[Content_Types].xml"))
    defaults = {e.get("Extension").lower() for e in types if e.tag.endswith("Default")}
    overrides = {e.get("PartName") for e in types if e.tag.endswith("Override")}
    for name in names:
        if "/" + name not in overrides and name.rsplit(".", 1)[-1].lower() not in defaults:
            yield f"{name}: no content type"
    for part in overrides:
        if part[1:] not in names:
            yield f"{part}: has a content type and is not there"
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in etree.fromstring(package.read(name)):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
            if target not in names:
                yield f"{name}: {target} is not there"


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        schema_folder(sys.argv[1], folder)
        return validate(Validator(folder), sys.argv[2:])


def validate(validator, paths):
    parts = failures = 0
    for path in paths:
        with zipfile.ZipFile(path) as package:
            found = list(package_problems(package))
            if package.testzip() is not None:
                found.append("a CRC is wrong")
            for name in package.namelist():
                if name.endswith((".xml", ".rels", ".vml")):
                    parts += 1
                    found.extend(validator.problems(name, package.read(name)))
        for problem in found:
            print(f"{path}: {problem}")
        failures += bool(found)
    print(f"{len(paths)} workbooks, {parts} parts, {failures} workbooks with problems")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
