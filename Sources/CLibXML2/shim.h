// Debian's libxml2 is built with ICU, and its headers then pull in ICU's, whose types clash with those that
// Foundation brings. Only the layout of xmlCharEncodingHandler depends on it, which nobody here looks into.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
