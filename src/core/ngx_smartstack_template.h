
/*
 * Templates of mails: text with {{name}}, and {{#name}} ... {{/name}} around
 * what is there once for each object of an array, or only if something is
 * not empty.  Compiled when nginx starts, rendered from a JSON object.
 */


#ifndef _NGX_SMARTSTACK_TEMPLATE_H_INCLUDED_
#define _NGX_SMARTSTACK_TEMPLATE_H_INCLUDED_


#include <ngx_smartstack_text.h>
#include <jansson.h>


#define NGX_SMARTSTACK_TEMPLATE_DEPTH  3


typedef enum {
    NGX_SMARTSTACK_TEMPLATE_TEXT = 0,
    NGX_SMARTSTACK_TEMPLATE_VALUE,
    NGX_SMARTSTACK_TEMPLATE_SECTION,
    NGX_SMARTSTACK_TEMPLATE_CONTENT     /* {{content}}: of a layout */
} ngx_smartstack_template_kind_e;


typedef struct ngx_smartstack_template_s  ngx_smartstack_template_t;

struct ngx_smartstack_template_s {
    ngx_smartstack_template_kind_e   kind;
    ngx_str_t                        text;  /* or the name, with a NUL */
    ngx_smartstack_template_t       *inner; /* first of a section */
    ngx_smartstack_template_t       *next;
};


/*
 * Compiles a text.  *first is NULL for an empty one.  NGX_ERROR with *line
 * and *error: a tag that is malformed, not closed, or nested too deep.
 */
ngx_int_t ngx_smartstack_template_compile(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_template_t **first, ngx_uint_t *line, ngx_str_t *error);

/*
 * Appends the rendered text.  content stands where the template has
 * {{content}}.  html: values are escaped.  NGX_DECLINED: vars lack the name
 * that *missing tells, or it holds what cannot be shown.
 */
ngx_int_t ngx_smartstack_template_render(ngx_smartstack_template_t *t,
    ngx_smartstack_template_t *content, json_t *vars, ngx_uint_t html,
    ngx_smartstack_text_t *out, ngx_str_t *missing);


#endif /* _NGX_SMARTSTACK_TEMPLATE_H_INCLUDED_ */
