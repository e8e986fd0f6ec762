
#include "tap.h"
#include <ngx_smartstack_template.h>


static void
refuses(const char *text, ngx_uint_t at, const char *expected)
{
    ngx_str_t                   in, error;
    ngx_uint_t                  line;
    ngx_smartstack_template_t  *first;

    in = tap_exact(text, ngx_strlen(text));

    is_int(ngx_smartstack_template_compile(tap_pool, &in, &first, &line,
                                           &error),
           NGX_ERROR, text);
    is_int(line, at, "... its line");
    is_str(&error, expected, expected);
}


static void
renders(const char *text, const char *content, const char *json,
    ngx_uint_t html, ngx_int_t expected, const char *result)
{
    json_t                     *vars;
    ngx_int_t                   rc;
    ngx_str_t                   in, error, missing, got;
    ngx_uint_t                  line;
    ngx_smartstack_text_t       out;
    ngx_smartstack_template_t  *first, *inner;

    inner = NULL;
    in = tap_exact(text, ngx_strlen(text));
    rc = ngx_smartstack_template_compile(tap_pool, &in, &first, &line,
                                         &error);

    if (rc == NGX_OK && content) {
        in = tap_exact(content, ngx_strlen(content));
        rc = ngx_smartstack_template_compile(tap_pool, &in, &inner, &line,
                                             &error);
    }

    if (rc != NGX_OK) {
        ok(0, "%s compiles", text);
        return;
    }

    vars = json_loads(json, 0, NULL);
    ngx_smartstack_text_init(&out, tap_pool, 64);

    rc = ngx_smartstack_template_render(first, inner, vars, html, &out,
                                        &missing);
    json_decref(vars);

    is_int(rc, expected, text);

    if (rc == NGX_DECLINED) {
        is_str(&missing, result, "... what is missing");
        return;
    }

    got.data = out.data;
    got.len = out.len;
    is_str(&got, result, result);
}


TAP_MAIN
{
    const char  *vars;

    refuses("a {{", 1, "a tag is \"{{name}}\", \"{{#name}}\" or "
            "\"{{/name}}\"");
    refuses("a\n{{x}", 2, "a tag is \"{{name}}\", \"{{#name}}\" or "
            "\"{{/name}}\"");
    refuses("{{}}", 1, "a tag is \"{{name}}\", \"{{#name}}\" or "
            "\"{{/name}}\"");
    refuses("{{Name}}", 1, "a tag is \"{{name}}\", \"{{#name}}\" or "
            "\"{{/name}}\"");
    refuses("{{ x }}", 1, "a tag is \"{{name}}\", \"{{#name}}\" or "
            "\"{{/name}}\"");
    refuses("{{#a}}\n\n", 3, "\"{{#a}}\" is not closed");
    refuses("{{#a}}{{/b}}", 1, "\"{{/b}}\" closes nothing");
    refuses("{{/a}}", 1, "\"{{/a}}\" closes nothing");
    refuses("{{#a}}{{#b}}{{#c}}{{#d}}", 1, "\"{{#d}}\" is nested too deep");

    vars = "{\"a\": \"<x & 'y'>\\\"\", \"n\": -5, \"e\": \"\", \"z\": 0,"
           " \"t\": true, \"f\": false, \"no\": null, \"o\": {},"
           " \"l\": [{\"a\": 1, \"m\": [{\"b\": 2}, {\"b\": 3}]},"
           "         {\"m\": []}], \"w\": [\"s\"]}";

    renders("", NULL, vars, 0, NGX_OK, "");
    renders("text }} { {", NULL, vars, 0, NGX_OK, "text }} { {");
    renders("{{a}}", NULL, vars, 0, NGX_OK, "<x & 'y'>\"");
    renders("{{a}}", NULL, vars, 1, NGX_OK,
            "&lt;x &amp; &#39;y&#39;&gt;&quot;");
    renders("{{n}}{{e}}.", NULL, vars, 0, NGX_OK, "-5.");
    renders("{{b}}", NULL, vars, 0, NGX_DECLINED, "b");
    renders("{{no}}", NULL, vars, 0, NGX_DECLINED, "no");
    renders("{{t}}", NULL, vars, 0, NGX_DECLINED, "t");
    renders("{{o}}", NULL, vars, 0, NGX_DECLINED, "o");
    renders("{{#w}}{{/w}}", NULL, vars, 0, NGX_DECLINED, "w");

    renders("{{#t}}1{{/t}}{{#f}}2{{/f}}{{#no}}3{{/no}}{{#e}}4{{/e}}"
            "{{#z}}5{{/z}}{{#n}}6{{/n}}{{#b}}7{{/b}}{{#a}}8{{/a}}", NULL,
            vars, 0, NGX_OK, "168");
    renders("{{#l}}[{{n}}{{#m}} {{b}}{{/m}}]{{/l}}", NULL, vars, 0, NGX_OK,
            "[-5 2 3][-5]");
    renders("{{#l}}{{a}};{{/l}}", NULL, vars, 0, NGX_OK, "1;<x & 'y'>\";");

    renders("({{content}})", "<{{n}}>", vars, 1, NGX_OK, "(<-5>)");
    renders("({{content}})", "{{content}}", vars, 1, NGX_OK, "()");
    renders("{{content}}", NULL, vars, 1, NGX_OK, "");

    renders("0123456789012345678901234567890123456789012345678901234567890123"
            "{{n}}", NULL, vars, 0, NGX_OK,
            "0123456789012345678901234567890123456789012345678901234567890123");
}
