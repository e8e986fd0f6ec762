
#include <ngx_smartstack_template.h>


#define NGX_SMARTSTACK_TEMPLATE_NAME  64


typedef struct {
    ngx_pool_t                    *pool;
    u_char                        *pos;
    u_char                        *end;
    ngx_uint_t                     line;
    ngx_str_t                     *error;
} ngx_smartstack_template_reader_t;


/* Sections of a layout, those of what stands in it, and all variables. */
#define NGX_SMARTSTACK_TEMPLATE_SCOPES                                        \
    (2 * NGX_SMARTSTACK_TEMPLATE_DEPTH + 1)


/* Names are looked up in the innermost object first. */
typedef struct {
    json_t                        *scopes[NGX_SMARTSTACK_TEMPLATE_SCOPES];
    ngx_uint_t                     n;
    ngx_smartstack_template_t     *content;
    ngx_smartstack_text_t         *out;
    ngx_str_t                     *missing;
    ngx_uint_t                     html;
} ngx_smartstack_template_writer_t;


static ngx_int_t ngx_smartstack_template_read(
    ngx_smartstack_template_reader_t *reader, ngx_str_t *section,
    ngx_uint_t depth, ngx_smartstack_template_t **first);
static ngx_int_t ngx_smartstack_template_tag(
    ngx_smartstack_template_reader_t *reader, u_char *mark, ngx_str_t *name);
static ngx_smartstack_template_t *ngx_smartstack_template_node(
    ngx_smartstack_template_reader_t *reader,
    ngx_smartstack_template_t ***last, ngx_smartstack_template_kind_e kind,
    ngx_str_t *text);
static ngx_int_t ngx_smartstack_template_error(
    ngx_smartstack_template_reader_t *reader, const char *fmt,
    ngx_str_t *name);
static ngx_int_t ngx_smartstack_template_write(
    ngx_smartstack_template_writer_t *w, ngx_smartstack_template_t *t);
static ngx_int_t ngx_smartstack_template_section(
    ngx_smartstack_template_writer_t *w, ngx_smartstack_template_t *t);
static ngx_int_t ngx_smartstack_template_value(
    ngx_smartstack_template_writer_t *w, ngx_smartstack_template_t *t);
static json_t *ngx_smartstack_template_find(
    ngx_smartstack_template_writer_t *w, ngx_str_t *name);
static void ngx_smartstack_template_escape(ngx_smartstack_text_t *out,
    const u_char *p, size_t len);


ngx_int_t
ngx_smartstack_template_compile(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_template_t **first, ngx_uint_t *line, ngx_str_t *error)
{
    ngx_int_t                         rc;
    ngx_smartstack_template_reader_t  reader;

    reader.pool = pool;
    reader.pos = text->data;
    reader.end = text->data + text->len;
    reader.line = 1;
    reader.error = error;

    ngx_str_set(error, "no memory");

    rc = ngx_smartstack_template_read(&reader, NULL, 0, first);
    *line = reader.line;

    return rc;
}


static ngx_int_t
ngx_smartstack_template_read(ngx_smartstack_template_reader_t *reader,
    ngx_str_t *section, ngx_uint_t depth, ngx_smartstack_template_t **first)
{
    u_char                      *p, mark;
    ngx_str_t                    text, name;
    ngx_smartstack_template_t   *node, **last;

    last = first;
    *last = NULL;

    for ( ;; ) {
        p = reader->pos;

        while (p < reader->end
               && (*p != '{' || p + 1 == reader->end || p[1] != '{'))
        {
            if (*p++ == LF) {
                reader->line++;
            }
        }

        text.data = reader->pos;
        text.len = p - reader->pos;
        reader->pos = p;

        if (text.len
            && ngx_smartstack_template_node(reader, &last,
                                 NGX_SMARTSTACK_TEMPLATE_TEXT, &text) == NULL)
        {
            return NGX_ERROR;
        }

        if (p == reader->end) {
            return section ? ngx_smartstack_template_error(reader,
                                   "\"{{#%V}}\" is not closed", section)
                           : NGX_OK;
        }

        if (ngx_smartstack_template_tag(reader, &mark, &name) != NGX_OK) {
            return NGX_ERROR;
        }

        if (mark == '/') {

            if (section == NULL || section->len != name.len
                || ngx_memcmp(section->data, name.data, name.len) != 0)
            {
                return ngx_smartstack_template_error(reader,
                                    "\"{{/%V}}\" closes nothing", &name);
            }

            return NGX_OK;
        }

        if (mark == '#' && depth == NGX_SMARTSTACK_TEMPLATE_DEPTH) {
            return ngx_smartstack_template_error(reader,
                                "\"{{#%V}}\" is nested too deep", &name);
        }

        node = ngx_smartstack_template_node(reader, &last,
                   mark == '#' ? NGX_SMARTSTACK_TEMPLATE_SECTION
                   : ngx_strcmp(name.data, "content") == 0
                     ? NGX_SMARTSTACK_TEMPLATE_CONTENT
                     : NGX_SMARTSTACK_TEMPLATE_VALUE, &name);
        if (node == NULL) {
            return NGX_ERROR;
        }

        if (mark == '#'
            && ngx_smartstack_template_read(reader, &name, depth + 1,
                                            &node->inner)
               != NGX_OK)
        {
            return NGX_ERROR;
        }
    }
}


/* {{name}}, {{#name}}, {{/name}} at reader->pos; name gets a NUL */

static ngx_int_t
ngx_smartstack_template_tag(ngx_smartstack_template_reader_t *reader,
    u_char *mark, ngx_str_t *name)
{
    u_char     *p;
    ngx_str_t   rest;

    p = reader->pos + 2;
    *mark = '\0';

    if (p < reader->end && (*p == '#' || *p == '/')) {
        *mark = *p++;
    }

    rest.data = p;

    while (p < reader->end
           && ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')
               || *p == '_'))
    {
        p++;
    }

    rest.len = p - rest.data;

    if (rest.len == 0 || rest.len > NGX_SMARTSTACK_TEMPLATE_NAME
        || reader->end - p < 2 || p[0] != '}' || p[1] != '}')
    {
        return ngx_smartstack_template_error(reader,
                   "a tag is \"{{name}}\", \"{{#name}}\" or \"{{/name}}\"",
                   NULL);
    }

    reader->pos = p + 2;

    name->len = rest.len;
    name->data = ngx_pnalloc(reader->pool, rest.len + 1);
    if (name->data == NULL) {
        return NGX_ERROR;
    }

    *ngx_cpymem(name->data, rest.data, rest.len) = '\0';

    return NGX_OK;
}


static ngx_smartstack_template_t *
ngx_smartstack_template_node(ngx_smartstack_template_reader_t *reader,
    ngx_smartstack_template_t ***last, ngx_smartstack_template_kind_e kind,
    ngx_str_t *text)
{
    ngx_smartstack_template_t  *node;

    node = ngx_pcalloc(reader->pool, sizeof(ngx_smartstack_template_t));
    if (node == NULL) {
        return NULL;
    }

    node->kind = kind;
    node->text = *text;

    **last = node;
    *last = &node->next;

    return node;
}


static ngx_int_t
ngx_smartstack_template_error(ngx_smartstack_template_reader_t *reader,
    const char *fmt, ngx_str_t *name)
{
    u_char  *p;

    p = ngx_pnalloc(reader->pool, NGX_MAX_CONF_ERRSTR);

    if (p != NULL) {
        reader->error->data = p;
        reader->error->len = ngx_snprintf(p, NGX_MAX_CONF_ERRSTR, fmt, name)
                             - p;
    }

    return NGX_ERROR;
}


ngx_int_t
ngx_smartstack_template_render(ngx_smartstack_template_t *t,
    ngx_smartstack_template_t *content, json_t *vars, ngx_uint_t html,
    ngx_smartstack_text_t *out, ngx_str_t *missing)
{
    ngx_smartstack_template_writer_t  w;

    ngx_memzero(&w, sizeof(ngx_smartstack_template_writer_t));

    w.scopes[0] = vars;
    w.n = 1;
    w.content = content;
    w.html = html;
    w.out = out;
    w.missing = missing;

    return ngx_smartstack_template_write(&w, t);
}


static ngx_int_t
ngx_smartstack_template_write(ngx_smartstack_template_writer_t *w,
    ngx_smartstack_template_t *t)
{
    ngx_int_t                   rc;
    ngx_smartstack_template_t  *content;

    for ( /* void */ ; t; t = t->next) {

        switch (t->kind) {

        case NGX_SMARTSTACK_TEMPLATE_TEXT:
            ngx_smartstack_text_str(w->out, &t->text);
            rc = NGX_OK;
            break;

        case NGX_SMARTSTACK_TEMPLATE_SECTION:
            rc = ngx_smartstack_template_section(w, t);
            break;

        case NGX_SMARTSTACK_TEMPLATE_CONTENT:

            /* once: what stands there has no {{content}} of its own */

            content = w->content;
            w->content = NULL;
            rc = ngx_smartstack_template_write(w, content);
            w->content = content;
            break;

        default: /* NGX_SMARTSTACK_TEMPLATE_VALUE */
            rc = ngx_smartstack_template_value(w, t);
        }

        if (rc != NGX_OK) {
            return rc;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_template_section(ngx_smartstack_template_writer_t *w,
    ngx_smartstack_template_t *t)
{
    size_t      i;
    json_t     *value, *item;
    ngx_int_t   rc;

    value = ngx_smartstack_template_find(w, &t->text);

    if (!json_is_array(value)) {

        if (value == NULL || json_is_null(value) || json_is_false(value)
            || (json_is_string(value) && json_string_length(value) == 0)
            || (json_is_integer(value) && json_integer_value(value) == 0))
        {
            return NGX_OK;
        }

        return ngx_smartstack_template_write(w, t->inner);
    }

    for (i = 0; i < json_array_size(value); i++) {
        item = json_array_get(value, i);

        if (!json_is_object(item)) {
            *w->missing = t->text;
            return NGX_DECLINED;
        }

        w->scopes[w->n++] = item;
        rc = ngx_smartstack_template_write(w, t->inner);
        w->n--;

        if (rc != NGX_OK) {
            return rc;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_template_value(ngx_smartstack_template_writer_t *w,
    ngx_smartstack_template_t *t)
{
    u_char         digits[NGX_INT64_LEN];
    size_t         len;
    json_t        *value;
    const u_char  *p;

    value = ngx_smartstack_template_find(w, &t->text);

    if (json_is_integer(value)) {
        p = digits;
        len = ngx_sprintf(digits, "%L", (int64_t) json_integer_value(value))
              - digits;

    } else if (json_is_string(value)) {
        p = (const u_char *) json_string_value(value);
        len = json_string_length(value);

    } else {
        *w->missing = t->text;
        return NGX_DECLINED;
    }

    if (w->html) {
        ngx_smartstack_template_escape(w->out, p, len);

    } else {
        ngx_smartstack_text_add(w->out, p, len);
    }

    return NGX_OK;
}


static json_t *
ngx_smartstack_template_find(ngx_smartstack_template_writer_t *w,
    ngx_str_t *name)
{
    json_t      *value;
    ngx_uint_t   i;

    for (i = w->n; i > 0; i--) {
        value = json_object_get(w->scopes[i - 1], (char *) name->data);

        if (value) {
            return value;
        }
    }

    return NULL;
}


static void
ngx_smartstack_template_escape(ngx_smartstack_text_t *out, const u_char *p,
    size_t len)
{
    const u_char  *start, *end;

    end = p + len;
    start = p;

    for ( /* void */ ; p < end; p++) {

        if (*p != '&' && *p != '<' && *p != '>' && *p != '"' && *p != '\'') {
            continue;
        }

        ngx_smartstack_text_add(out, start, p - start);
        start = p + 1;

        switch (*p) {

        case '&':
            ngx_smartstack_text_literal(out, "&amp;");
            break;

        case '<':
            ngx_smartstack_text_literal(out, "&lt;");
            break;

        case '>':
            ngx_smartstack_text_literal(out, "&gt;");
            break;

        case '"':
            ngx_smartstack_text_literal(out, "&quot;");
            break;

        default: /* '\'' */
            ngx_smartstack_text_literal(out, "&#39;");
        }
    }

    ngx_smartstack_text_add(out, start, p - start);
}
