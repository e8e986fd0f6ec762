
#include "tap.h"
#include <ngx_smartstack_schema.h>
#include <ngx_smartstack_json.h>


typedef struct {
    const char  *value;
    const char  *faults;    /* "code pointer, code pointer" */
} sample_t;


static void  samples(const char *schema, const sample_t *sample);
static void  texts(const char *schema, const sample_t *sample);
static void  refused(const char *schema, const char *pointer,
    const char *error);
static void  checks_types(void);
static void  checks_strings(void);
static void  checks_numbers(void);
static void  checks_arrays(void);
static void  checks_objects(void);
static void  checks_variants(void);
static void  follows_refs(void);
static void  reads_texts(void);
static void  stops_at_twenty(void);
static void  tells_about_schemas(void);
static void  refuses_schemas(void);


static const char  components[] =
    "{\"components\": {\"schemas\": {"
    "\"Id\": {\"type\": \"string\", \"format\": \"uuid\"},"
    "\"A~/B\": {\"type\": \"integer\"},"
    "\"Limit\": {\"type\": \"integer\", \"minimum\": 1},"
    "\"Tree\": {\"type\": \"object\", \"additionalProperties\": false,"
    "  \"properties\": {\"next\": {\"$ref\": \"#/components/schemas/Tree\"}}},"
    "\"Loop\": {\"$ref\": \"#/components/schemas/Loop\"},"
    "\"Make\": {\"type\": \"object\", \"additionalProperties\": false,"
    "  \"required\": [\"op\", \"title\"], \"properties\": {"
    "  \"op\": {\"type\": \"string\"}, \"title\": {\"type\": \"string\"}}},"
    "\"Drop\": {\"type\": \"object\", \"additionalProperties\": false,"
    "  \"required\": [\"op\", \"id\"], \"properties\": {"
    "  \"op\": {\"type\": \"string\"},"
    "  \"id\": {\"$ref\": \"#/components/schemas/Id\"}}},"
    "\"Bad\": {\"type\": \"string\", \"minlength\": 1}"
    "}}}";


TAP_MAIN
{
    checks_types();
    checks_strings();
    checks_numbers();
    checks_arrays();
    checks_objects();
    checks_variants();
    follows_refs();
    reads_texts();
    stops_at_twenty();
    tells_about_schemas();
    refuses_schemas();
}


static ngx_smartstack_schema_t *
compile(const char *text, ngx_smartstack_compile_t *cc)
{
    json_t                   *value;
    ngx_str_t                 pointer;
    json_error_t              error;
    ngx_smartstack_schema_t  *schema;

    ngx_memzero(cc, sizeof(ngx_smartstack_compile_t));
    cc->pool = tap_pool;
    cc->root = json_loads(components, 0, NULL);

    value = json_loads(text, JSON_DECODE_ANY, &error);
    if (value == NULL) {
        ok(0, "the test's schema is no JSON: %s", error.text);
    }

    ngx_str_set(&pointer, "/s");
    schema = ngx_smartstack_schema_compile(cc, value, &pointer);

    /* a compiled schema must not need the document */

    json_decref(value);
    json_decref(cc->root);

    return schema;
}


static ngx_str_t
summary(ngx_int_t rc, ngx_array_t *faults)
{
    u_char                  *p;
    ngx_str_t                s;
    ngx_uint_t               i;
    ngx_smartstack_fault_t  *fault;

    static u_char  buf[8192];

    fault = faults->elts;
    p = buf;

    for (i = 0; i < faults->nelts; i++) {
        p = ngx_slprintf(p, buf + sizeof(buf), "%s%V %V", i ? ", " : "",
                         &fault[i].code, &fault[i].pointer);

        if (fault[i].detail.len == 0
            || fault[i].detail.data[fault[i].detail.len - 1] != '.')
        {
            p = ngx_slprintf(p, buf + sizeof(buf), " (no sentence)");
        }
    }

    if (rc != (faults->nelts ? NGX_DECLINED : NGX_OK)) {
        p = ngx_slprintf(p, buf + sizeof(buf), " (returned %i)", rc);
    }

    s.data = buf;
    s.len = p - buf;

    return s;
}


static void
samples(const char *text, const sample_t *sample)
{
    json_t                    *value;
    ngx_int_t                  rc;
    ngx_str_t                  s;
    ngx_array_t               *faults;
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    schema = compile(text, &cc);

    if (schema == NULL) {
        ok(0, "%s compiles: %.*s at %.*s", text, (int) cc.error.len,
           cc.error.data, (int) cc.pointer.len, cc.pointer.data);
        return;
    }

    for ( /* void */ ; sample->value; sample++) {
        value = json_loads(sample->value, JSON_DECODE_ANY, NULL);
        faults = ngx_array_create(tap_pool, 4,
                                  sizeof(ngx_smartstack_fault_t));

        rc = ngx_smartstack_schema_check(schema, value, tap_pool, faults);
        s = summary(rc, faults);
        is_str(&s, sample->faults, sample->value);
        json_decref(value);
    }
}


static void
texts(const char *text, const sample_t *sample)
{
    ngx_int_t                  rc;
    ngx_str_t                  s, in, name;
    ngx_array_t               *faults;
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    schema = compile(text, &cc);

    if (schema == NULL) {
        ok(0, "%s compiles", text);
        return;
    }

    ngx_str_set(&name, "p");

    for ( /* void */ ; sample->value; sample++) {
        in = tap_exact(sample->value, ngx_strlen(sample->value));
        faults = ngx_array_create(tap_pool, 4,
                                  sizeof(ngx_smartstack_fault_t));

        rc = ngx_smartstack_schema_check_text(schema, &name, &in, tap_pool,
                                              faults);
        s = summary(rc, faults);
        is_str(&s, sample->faults, sample->value);
    }
}


static void
checks_types(void)
{
    samples("{\"type\": \"string\"}", (sample_t[]) {
        { "\"x\"", "" }, { "\"\"", "" }, { "1", "type " }, { "null", "type " },
        { "{}", "type " }, { "[]", "type " }, { "true", "type " },
        { NULL, NULL }
    });

    samples("{\"type\": [\"string\", \"null\"], \"minLength\": 2}",
            (sample_t[]) {
        { "null", "" }, { "\"ab\"", "" }, { "\"a\"", "too_short " },
        { "false", "type " }, { NULL, NULL }
    });

    samples("{\"type\": \"integer\"}", (sample_t[]) {
        { "1", "" }, { "-1", "" }, { "1.0", "type " }, { "\"1\"", "type " },
        { NULL, NULL }
    });

    samples("{\"type\": \"number\"}", (sample_t[]) {
        { "1", "" }, { "1.5", "" }, { "\"1\"", "type " }, { NULL, NULL }
    });

    samples("{\"type\": \"boolean\"}", (sample_t[]) {
        { "true", "" }, { "false", "" }, { "0", "type " }, { NULL, NULL }
    });

    samples("{}", (sample_t[]) {
        { "[1, {}]", "" }, { "null", "" }, { "\"x\"", "" }, { NULL, NULL }
    });

    samples("{\"enum\": [\"low\", 2, null]}", (sample_t[]) {
        { "\"low\"", "" }, { "2", "" }, { "null", "" },
        { "\"lo\"", "not_in_enum " }, { "3", "not_in_enum " },
        { NULL, NULL }
    });

    samples("{\"const\": {\"a\": [1]}}", (sample_t[]) {
        { "{\"a\": [1]}", "" }, { "{\"a\": [2]}", "const " },
        { NULL, NULL }
    });
}


static void
checks_strings(void)
{
    json_t                    *value;
    ngx_int_t                  rc;
    ngx_str_t                  s;
    ngx_array_t               *faults;
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    samples("{\"type\": \"string\", \"minLength\": 2, \"maxLength\": 3}",
            (sample_t[]) {
        { "\"a\"", "too_short " }, { "\"\\u00fc\"", "too_short " },
        { "\"ab\"", "" }, { "\"\\u00fc\\u00fc\\u00fc\"", "" },
        { "\"\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\"", "" },
        { "\"abcd\"", "too_long " }, { NULL, NULL }
    });

    samples("{\"type\": \"string\", \"maxLength\": 0}", (sample_t[]) {
        { "\"\"", "" }, { "\"a\"", "too_long " }, { NULL, NULL }
    });

    samples("{\"type\": \"string\", \"pattern\": \"^[a-z\\\\u00fc]+$\"}",
            (sample_t[]) {
        { "\"gr\\u00fcn\"", "" }, { "\"Gr\"", "pattern " },
        { "\"abc\\n\"", "pattern " }, { "\"\"", "pattern " },
        { NULL, NULL }
    });

    samples("{\"type\": \"string\", \"pattern\": \"b\"}", (sample_t[]) {
        { "\"abc\"", "" }, { "\"ac\"", "pattern " }, { NULL, NULL }
    });

    /* a pattern of exponential time ends, and does not match */

    samples("{\"type\": \"string\", \"pattern\": \"^(a+)+$\"}", (sample_t[]) {
        { "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"",
          "pattern " },
        { NULL, NULL }
    });

    schema = compile("{\"type\": \"string\"}", &cc);
    value = json_stringn("a\0b", 3);
    faults = ngx_array_create(tap_pool, 4, sizeof(ngx_smartstack_fault_t));
    rc = ngx_smartstack_schema_check(schema, value, tap_pool, faults);
    s = summary(rc, faults);
    is_str(&s, "format ", "U+0000 is in no string");
    json_decref(value);
}


static void
checks_numbers(void)
{
    samples("{\"type\": \"integer\", \"minimum\": -2, \"maximum\": 100}",
            (sample_t[]) {
        { "-3", "too_small " }, { "-2", "" }, { "100", "" },
        { "101", "too_big " }, { NULL, NULL }
    });

    samples("{\"type\": \"number\", \"minimum\": 0.5}", (sample_t[]) {
        { "0.25", "too_small " }, { "0.5", "" }, { "1", "" }, { NULL, NULL }
    });
}


static void
checks_arrays(void)
{
    samples("{\"type\": \"array\", \"minItems\": 1, \"maxItems\": 2,"
            "\"items\": {\"type\": \"string\"}}", (sample_t[]) {
        { "[]", "too_few_items " }, { "[\"a\"]", "" },
        { "[\"a\", \"a\"]", "" }, { "[\"a\", 1]", "type /1" },
        { "[1, 2, 3]", "too_many_items " }, { NULL, NULL }
    });

    samples("{\"type\": \"array\", \"uniqueItems\": true,"
            "\"items\": {\"type\": \"string\"}}", (sample_t[]) {
        { "[\"a\", \"b\", \"ab\"]", "" },
        { "[\"b\", \"a\", \"c\", \"a\"]", "not_unique " },
        { "[1, 1]", "not_unique , type /0, type /1" },
        { "[[1], [1]]", "type /0, type /1" }, { NULL, NULL }
    });

    samples("{\"type\": \"array\", \"uniqueItems\": true,"
            "\"items\": {\"type\": \"integer\"}}", (sample_t[]) {
        { "[3, 1, 2]", "" }, { "[3, 1, 2, 3]", "not_unique " },
        { NULL, NULL }
    });

    samples("{\"type\": \"array\"}", (sample_t[]) {
        { "[1, \"a\", {}]", "" }, { NULL, NULL }
    });
}


static void
checks_objects(void)
{
    samples("{\"type\": \"object\", \"additionalProperties\": false,"
            "\"required\": [\"title\", \"a/b\"], \"properties\": {"
            "\"title\": {\"type\": \"string\", \"maxLength\": 3},"
            "\"a/b\": {\"type\": \"integer\"},"
            "\"tags\": {\"type\": \"array\", \"items\": {\"type\": \"object\","
            "\"additionalProperties\": false, \"properties\": {"
            "\"t~\": {\"type\": \"null\"}}}}}}", (sample_t[]) {
        { "{\"title\": \"abc\", \"a/b\": 1}", "" },
        { "{}", "required /title, required /a~1b" },
        { "{\"title\": null, \"a/b\": 1, \"x~/y\": 1, \"\": 2}",
          "type /title, unknown_member /x~0~1y, unknown_member /" },
        { "{\"title\": \"abcd\", \"a/b\": \"1\", \"tags\": ["
          "{\"t~\": null}, 1, {\"t~\": 2, \"u\": 3}]}",
          "too_long /title, type /a~1b, type /tags/1, type /tags/2/t~0, "
          "unknown_member /tags/2/u" },
        { "[]", "type " },
        { NULL, NULL }
    });

    samples("{\"type\": \"object\"}", (sample_t[]) {
        { "{\"any\": {\"thing\": 1}}", "" }, { NULL, NULL }
    });

    samples("{\"type\": \"object\", \"additionalProperties\": false}",
            (sample_t[]) {
        { "{}", "" }, { "{\"a\": 1}", "unknown_member /a" }, { NULL, NULL }
    });
}


static const char  ops[] =
    "{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"},"
    "{\"$ref\": \"#/components/schemas/Drop\"}], \"discriminator\": {"
    "\"propertyName\": \"op\", \"mapping\": {"
    "\"make\": \"#/components/schemas/Make\","
    "\"drop\": \"#/components/schemas/Drop\"}}}";


static void
checks_variants(void)
{
    samples(ops, (sample_t[]) {
        { "{\"op\": \"make\", \"title\": \"x\"}", "" },
        { "{\"op\": \"drop\", \"title\": \"x\"}",
          "required /id, unknown_member /title" },
        { "{\"op\": \"drop\", \"id\": \"x\"}", "format /id" },
        { "{\"op\": \"other\"}", "no_such_variant /op" },
        { "{\"op\": 1}", "type /op" },
        { "{}", "required /op" },
        { "1", "type " },
        { NULL, NULL }
    });
}


static void
follows_refs(void)
{
    samples("{\"type\": \"array\", \"items\":"
            "{\"$ref\": \"#/components/schemas/A~0~1B\"}}", (sample_t[]) {
        { "[1]", "" }, { "[\"a\"]", "type /0" }, { NULL, NULL }
    });

    samples("{\"$ref\": \"#/components/schemas/Id\","
            "\"description\": \"beside\"}", (sample_t[]) {
        { "\"01890a5d-ac96-774b-bcce-b302099a8057\"", "" },
        { "\"01890a5d-ac96-774b-bcce-b302099a805g\"", "format " },
        { NULL, NULL }
    });
}


static void
reads_texts(void)
{
    texts("{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}",
          (sample_t[]) {
        { "1", "" }, { "0", "too_small p" }, { "101", "too_big p" },
        { "1.0", "type p" }, { "01", "type p" }, { " 1", "type p" },
        { "1 ", "type p" }, { "", "type p" }, { "x", "type p" },
        { "true", "type p" }, { "99999999999999999999", "type p" },
        { NULL, NULL }
    });

    texts("{\"type\": \"number\"}", (sample_t[]) {
        { "1.5", "" }, { "-1e3", "" }, { "1.", "type p" }, { NULL, NULL }
    });

    texts("{\"type\": \"boolean\"}", (sample_t[]) {
        { "true", "" }, { "false", "" }, { "TRUE", "type p" },
        { "1", "type p" }, { NULL, NULL }
    });

    texts("{\"type\": \"string\", \"maxLength\": 3}", (sample_t[]) {
        { "123", "" }, { "", "" }, { "null", "too_long p" },
        { "\xc3\xbc\xc3\xbc\xc3\xbc", "" }, { "\xc3", "format p" },
        { NULL, NULL }
    });

    texts("{\"type\": [\"string\", \"null\"], \"enum\": [\"a\", null]}",
          (sample_t[]) {
        { "a", "" }, { "null", "not_in_enum p" }, { NULL, NULL }
    });

    texts("{\"type\": \"array\", \"minItems\": 1, \"maxItems\": 3,"
          "\"uniqueItems\": true, \"items\": {\"type\": \"string\","
          "\"enum\": [\"todo\", \"doing\", \"done\"]}}", (sample_t[]) {
        { "todo", "" }, { "todo,done", "" }, { "", "too_few_items p" },
        { "todo,", "not_in_enum p" }, { ",todo", "not_in_enum p" },
        { "todo,todo", "not_unique p" },
        { "a,b", "not_in_enum p, not_in_enum p" },
        { "a,b,c,d", "too_many_items p" }, { NULL, NULL }
    });

    texts("{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
          (sample_t[]) {
        { "1,2", "" }, { "1,a", "type p" }, { "", "" }, { NULL, NULL }
    });

    texts("{\"type\": \"array\"}", (sample_t[]) {
        { "1,a", "" }, { NULL, NULL }
    });

    texts("{}", (sample_t[]) { { "1,a", "" }, { NULL, NULL } });
}


static void
stops_at_twenty(void)
{
    size_t                     i;
    json_t                    *value;
    char                       key[16];
    ngx_int_t                  rc;
    ngx_array_t               *faults;
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    schema = compile("{\"type\": \"object\", \"additionalProperties\": false,"
                     "\"properties\": {\"a\": {\"type\": \"array\", \"items\":"
                     "{\"type\": \"string\"}}}}", &cc);

    value = json_pack("{s:[i,i,i]}", "a", 1, 2, 3);

    for (i = 0; i < 50000; i++) {
        (void) snprintf(key, sizeof(key), "k%zu", i);
        json_object_set_new(value, key, json_true());
    }

    faults = ngx_array_create(tap_pool, 4, sizeof(ngx_smartstack_fault_t));
    rc = ngx_smartstack_schema_check(schema, value, tap_pool, faults);
    is_int(rc, NGX_DECLINED, "50,000 unknown members");
    is_int(faults->nelts, 20, "... make twenty faults");

    rc = ngx_smartstack_schema_check(schema, value, tap_pool, faults);
    is_int(rc, NGX_DECLINED, "a full list does not hide a fault");
    is_int(faults->nelts, 20, "... and does not grow");
    json_decref(value);
}


static void
default_is(const char *schema, const char *expected)
{
    ngx_str_t                 *text;
    ngx_smartstack_schema_t   *s;
    ngx_smartstack_compile_t   cc;

    s = compile(schema, &cc);
    text = s ? ngx_smartstack_schema_default(s) : NULL;

    if (expected == NULL) {
        ok(s && text == NULL, "no default as text: %s", schema);
        return;
    }

    if (text) {
        is_str(text, expected, schema);

    } else {
        ok(0, "%s has a default: %.*s", schema, (int) cc.error.len,
           cc.error.data);
    }
}


static void
tells_about_schemas(void)
{
    ngx_str_t                  op = ngx_string("op"), id = ngx_string("id");
    ngx_str_t                  no = ngx_string("o");
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    default_is("{\"type\": \"integer\", \"default\": 50}", "50");
    default_is("{\"type\": \"string\", \"default\": \"-due_at\"}", "-due_at");
    default_is("{\"type\": \"boolean\", \"default\": false}", "false");
    default_is("{\"type\": \"array\", \"default\": [\"a\", \"b\"]}", "a,b");
    default_is("{\"type\": [\"string\", \"null\"], \"default\": null}", NULL);
    default_is("{\"type\": \"string\"}", NULL);
    default_is("{\"$ref\": \"#/components/schemas/Limit\", \"default\": 5}",
               "5");

    schema = compile(ops, &cc);
    ok(ngx_smartstack_schema_has_member(schema, &op), "has op");
    ok(ngx_smartstack_schema_has_member(schema, &id), "a kind has id");
    ok(!ngx_smartstack_schema_has_member(schema, &no), "none has o");
    ok(!ngx_smartstack_schema_is_array(schema), "an object is no array");

    ok(ngx_smartstack_schema_is_array(compile("{\"type\": \"array\"}", &cc)),
       "an array");
    ok(!ngx_smartstack_schema_is_array(compile("{}", &cc)), "any is no array");
}


static void
refused(const char *text, const char *pointer, const char *error)
{
    ngx_smartstack_schema_t   *schema;
    ngx_smartstack_compile_t   cc;

    schema = compile(text, &cc);

    ok(schema == NULL, "refused: %s", text);
    is_str(&cc.pointer, pointer, "... at its place");
    is_str(&cc.error, error, "... with a reason");
}


static void
refuses_schemas(void)
{
    refused("{\"type\": \"string\", \"maxlength\": 3}", "/s/maxlength",
            "unsupported keyword \"maxlength\"");
    refused("{\"allOf\": []}", "/s/allOf", "unsupported keyword \"allOf\"");
    refused("{\"type\": \"object\", \"additionalProperties\": false,"
            "\"properties\": {\"a/b\": {\"type\": \"array\", \"items\":"
            "{\"$ref\": \"#/components/schemas/Bad\"}}}}",
            "/components/schemas/Bad/minlength",
            "unsupported keyword \"minlength\"");
    refused("{\"type\": \"object\", \"additionalProperties\": false,"
            "\"properties\": {\"a/b\": {\"type\": \"strin\"}}}",
            "/s/properties/a~1b/type", "no such type");
    refused("{\"type\": []}", "/s/type", "no such type");
    refused("[]", "/s", "a schema must be an object");
    refused("true", "/s", "a schema must be an object");
    refused("{\"type\": \"integer\", \"maxLength\": 3}", "/s/maxLength",
            "\"maxLength\" does not go with this type");
    refused("{\"maxLength\": 3}", "/s/maxLength",
            "\"maxLength\" does not go with this type");
    refused("{\"type\": \"string\", \"maxLength\": -1}", "/s/maxLength",
            "must be an integer from 0");
    refused("{\"type\": \"integer\", \"minimum\": \"1\"}", "/s/minimum",
            "must be a number");
    refused("{\"type\": \"string\", \"format\": \"uid\"}", "/s/format",
            "unsupported format");
    refused("{\"type\": \"string\", \"pattern\": \"(\"}", "/s/pattern",
            "missing closing parenthesis");
    refused("{\"enum\": []}", "/s/enum", "must be a list of plain values");
    refused("{\"type\": \"object\", \"properties\": {}}",
            "/s/additionalProperties",
            "must be false beside properties, else a boolean");
    refused("{\"type\": \"object\", \"additionalProperties\": {}}",
            "/s/additionalProperties",
            "must be false beside properties, else a boolean");
    refused("{\"type\": \"object\", \"additionalProperties\": false,"
            "\"properties\": {}, \"required\": [\"a\"]}", "/s/required",
            "item 0 is no member");
    refused("{\"type\": \"object\", \"required\": \"a\"}", "/s/required",
            "must be a list");
    refused("{\"type\": \"object\", \"additionalProperties\": false,"
            "\"properties\": []}", "/s/properties", "must be an object");
    refused("{\"type\": \"array\", \"uniqueItems\": 1}", "/s/uniqueItems",
            "must be a boolean");
    refused("{\"type\": \"string\", \"pattern\": 1}", "/s/pattern",
            "must be a string");
    refused("{\"type\": \"array\", \"uniqueItems\": true}", "/s",
            "uniqueItems is for items that are all strings or all integers");
    refused("{\"type\": \"integer\", \"minimum\": 1, \"default\": 0}",
            "/s/default", "the schema refuses it: too_small");
    refused("{\"$ref\": \"#/components/schemas/None\"}", "/s",
            "$ref \"#/components/schemas/None\" leads nowhere");
    refused("{\"$ref\": \"other.yaml#/x\"}", "/s",
            "$ref \"other.yaml#/x\" leads nowhere");
    refused("{\"$ref\": \"#/components/schemas/Id\", \"maxLength\": 3}", "/s",
            "only annotations may stand beside $ref, not \"maxLength\"");
    refused("{\"$ref\": \"#/components/schemas/Tree\"}",
            "/components/schemas/Tree/properties/next",
            "$ref \"#/components/schemas/Tree\" is recursive");
    refused("{\"$ref\": \"#/components/schemas/Loop\"}",
            "/components/schemas/Loop",
            "$ref \"#/components/schemas/Loop\" is recursive");
    refused("{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"}]}", "/s",
            "oneOf needs a discriminator with propertyName and mapping");
    refused("{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"}],"
            "\"discriminator\": {\"propertyName\": \"op\", \"mapping\":"
            "{\"x\": \"#/components/schemas/Make\"}}, \"type\": \"string\"}",
            "/s", "oneOf is for objects only");
    refused("{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"}],"
            "\"discriminator\": {\"propertyName\": \"op\", \"mapping\":"
            "{\"x\": \"#/components/schemas/Make\"}}, \"type\": \"object\","
            "\"required\": [\"op\"]}", "/s/required",
            "does not go with oneOf");
    refused("{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"}],"
            "\"discriminator\": {\"propertyName\": \"op\", \"mapping\":"
            "{\"x\": \"#/components/schemas/Drop\"}}}", "/s/oneOf",
            "item 0 must be a $ref that the mapping names");
    refused("{\"oneOf\": [{\"$ref\": \"#/components/schemas/Make\"}],"
            "\"discriminator\": {\"propertyName\": \"kind\", \"mapping\":"
            "{\"x\": \"#/components/schemas/Make\"}}}",
            "/s/discriminator/mapping/x", "this kind has no member \"kind\"");
}
