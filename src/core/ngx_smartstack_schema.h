
/*
 * JSON Schema (2020-12), the part that the contract uses, compiled once at
 * configuration time and run against jansson values and parameter texts.
 */


#ifndef _NGX_SMARTSTACK_SCHEMA_H_INCLUDED_
#define _NGX_SMARTSTACK_SCHEMA_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <jansson.h>


#define NGX_SMARTSTACK_MAX_FAULTS  20


typedef struct ngx_smartstack_schema_s  ngx_smartstack_schema_t;


/* One thing that is wrong with an input, for the member "errors" (RFC 9457) */
typedef struct {
    ngx_str_t     pointer;      /* RFC 6901, or the parameter's name */
    ngx_str_t     code;         /* stable: required, type, too_long, ... */
    ngx_str_t     detail;       /* a sentence for people */
} ngx_smartstack_fault_t;


/* What compiling works on, and where its error message goes. */
typedef struct {
    ngx_pool_t   *pool;
    json_t       *root;         /* the document that $ref points into */
    ngx_str_t     error;        /* message of the first failure */
    ngx_str_t     pointer;      /* JSON pointer of the first failure */
} ngx_smartstack_compile_t;


/*
 * Compiles the schema at pointer (text of that place, for messages).  The
 * result lives in cc->pool and keeps no reference to the jansson tree, except
 * that "const", "enum" and "default" values are kept alive by json_incref.
 * Returns NULL with cc->error and cc->pointer set for an unsupported or
 * malformed keyword.  $ref to "#/..." is followed; recursion is refused.
 */
ngx_smartstack_schema_t *ngx_smartstack_schema_compile(
    ngx_smartstack_compile_t *cc, json_t *schema, ngx_str_t *pointer);

/* Looks up a "#/a/b" reference, or NULL. */
json_t *ngx_smartstack_schema_resolve(ngx_smartstack_compile_t *cc,
    const char *ref);

/* Sets cc->error and cc->pointer (once); always returns NULL. */
void *ngx_smartstack_compile_error(ngx_smartstack_compile_t *cc,
    ngx_str_t *pointer, const char *fmt, ...);

/*
 * Checks a value and appends what is wrong to faults (of
 * ngx_smartstack_fault_t, at most MAX_FAULTS; texts in pool).
 * Returns NGX_OK (nothing wrong), NGX_DECLINED, or NGX_ERROR (no memory).
 */
ngx_int_t ngx_smartstack_schema_check(ngx_smartstack_schema_t *schema,
    json_t *value, ngx_pool_t *pool, ngx_array_t *faults);

/*
 * Checks one path, query or header value.  The text is read as the schema's
 * type says (integer, boolean, string, or array: comma separated).  name is
 * the pointer of the fault.  Returns as above.
 */
ngx_int_t ngx_smartstack_schema_check_text(ngx_smartstack_schema_t *schema,
    ngx_str_t *name, ngx_str_t *text, ngx_pool_t *pool, ngx_array_t *faults);

/* The default as text, or NULL.  An array schema has items. */
ngx_str_t *ngx_smartstack_schema_default(ngx_smartstack_schema_t *schema);
ngx_uint_t ngx_smartstack_schema_is_array(ngx_smartstack_schema_t *schema);

/* Whether an object schema has this member (for checks of the contract). */
ngx_uint_t ngx_smartstack_schema_has_member(ngx_smartstack_schema_t *schema,
    ngx_str_t *name);


#endif /* _NGX_SMARTSTACK_SCHEMA_H_INCLUDED_ */
