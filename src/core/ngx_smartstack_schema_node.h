
/* A compiled schema, as its compiler, its checker and its formats see it. */


#ifndef _NGX_SMARTSTACK_SCHEMA_NODE_H_INCLUDED_
#define _NGX_SMARTSTACK_SCHEMA_NODE_H_INCLUDED_


#include <ngx_smartstack_schema.h>


#define NGX_SMARTSTACK_TYPE_NULL      0x01
#define NGX_SMARTSTACK_TYPE_BOOLEAN   0x02
#define NGX_SMARTSTACK_TYPE_INTEGER   0x04
#define NGX_SMARTSTACK_TYPE_NUMBER    0x08
#define NGX_SMARTSTACK_TYPE_STRING    0x10
#define NGX_SMARTSTACK_TYPE_ARRAY     0x20
#define NGX_SMARTSTACK_TYPE_OBJECT    0x40
#define NGX_SMARTSTACK_TYPE_ANY       0x7f

#define NGX_SMARTSTACK_NO_LIMIT       ((size_t) -1)

#define NGX_SMARTSTACK_SCHEMA_MAX_DEPTH  32


typedef struct {
    ngx_str_t                       name;
    const char                     *detail;   /* "Must be ..." */
    ngx_int_t                     (*check)(const u_char *p, size_t len);
} ngx_smartstack_format_t;


typedef struct ngx_smartstack_pattern_s  ngx_smartstack_pattern_t;


typedef struct {
    ngx_str_t                       name;
    ngx_smartstack_schema_t        *schema;
    unsigned                        required:1;
} ngx_smartstack_member_t;


typedef struct {
    ngx_str_t                       value;    /* of the discriminator */
    ngx_smartstack_schema_t        *schema;
} ngx_smartstack_variant_t;


typedef struct {
    json_t                         *value;    /* NULL: none */
    ngx_str_t                       text;
} ngx_smartstack_bound_t;


struct ngx_smartstack_schema_s {
    ngx_uint_t                      types;
    ngx_str_t                       types_text;   /* "string or null" */

    json_t                         *constant;
    json_t                         *values;       /* of enum */
    ngx_str_t                       values_text;  /* "low, high" */

    size_t                          min_length;
    size_t                          max_length;
    ngx_smartstack_pattern_t       *pattern;
    ngx_smartstack_format_t        *format;

    ngx_smartstack_bound_t          minimum;
    ngx_smartstack_bound_t          maximum;

    ngx_smartstack_schema_t        *items;
    size_t                          min_items;
    size_t                          max_items;

    ngx_uint_t                      nmembers;
    ngx_smartstack_member_t        *members;      /* as declared */
    ngx_smartstack_member_t       **sorted;       /* by name */

    ngx_str_t                       discriminator;
    ngx_uint_t                      nvariants;
    ngx_smartstack_variant_t       *variants;

    ngx_str_t                      *default_text;

    unsigned                        closed:1;     /* no unknown members */
    unsigned                        unique:1;
};


/* The way from the root to a value, backwards. */
typedef struct ngx_smartstack_step_s  ngx_smartstack_step_t;

struct ngx_smartstack_step_s {
    ngx_smartstack_step_t          *up;
    const char                     *name;     /* member; NULL: an item */
    size_t                          index;
};


/* The state of one check. */
typedef struct {
    ngx_pool_t                     *pool;
    ngx_array_t                    *faults;
    ngx_str_t                      *name;     /* of a parameter, or NULL */
    unsigned                        found:1;
    unsigned                        failed:1; /* no memory */
} ngx_smartstack_check_t;


/* The state of one compilation; active holds the $refs that are open. */
typedef struct {
    ngx_smartstack_compile_t       *cc;
    ngx_uint_t                      depth;
    json_t                         *active[NGX_SMARTSTACK_SCHEMA_MAX_DEPTH];
} ngx_smartstack_build_t;


/* A keyword, and what reads it. */
typedef struct {
    const char                     *name;
    ngx_uint_t                      types;    /* it speaks of; 0: any */
    ngx_int_t                     (*handler)(ngx_smartstack_build_t *b,
                                             ngx_smartstack_schema_t *schema,
                                             json_t *value,
                                             ngx_str_t *pointer,
                                             size_t offset);
    size_t                          offset;
    unsigned                        annotation:1;
} ngx_smartstack_keyword_t;


/* Compiles any schema; NULL with the error in b->cc. */
ngx_smartstack_schema_t *ngx_smartstack_schema_node(
    ngx_smartstack_build_t *b, json_t *value, ngx_str_t *pointer);

/* NULL: not supported. */
ngx_smartstack_keyword_t *ngx_smartstack_schema_keyword(const char *name);

/* Reads "type"; and "default", last of all. */
ngx_int_t ngx_smartstack_schema_types(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_schema_set_default(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer);

/* Reads properties, required, additionalProperties; oneOf, discriminator. */
ngx_int_t ngx_smartstack_schema_object(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_schema_variants(ngx_smartstack_build_t *b,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_str_t *pointer);

/* NULL: no such member. */
ngx_smartstack_member_t *ngx_smartstack_schema_member(
    ngx_smartstack_schema_t *schema, const u_char *name, size_t len);

void ngx_smartstack_check_value(ngx_smartstack_check_t *c,
    ngx_smartstack_schema_t *schema, json_t *value, ngx_smartstack_step_t *at);

/* Adds a fault unless there are enough; tells whether to look no further. */
void ngx_smartstack_check_fault(ngx_smartstack_check_t *c,
    ngx_smartstack_step_t *at, const char *code, const char *fmt, ...);
ngx_uint_t ngx_smartstack_check_full(ngx_smartstack_check_t *c);

/* By name, or NULL. */
ngx_smartstack_format_t *ngx_smartstack_format_find(const char *name);

/* Lives in pool; NULL with a message in error. */
ngx_smartstack_pattern_t *ngx_smartstack_pattern_compile(ngx_pool_t *pool,
    const char *text, ngx_str_t *error);

/* NGX_OK, NGX_DECLINED (also if matching takes too long), or NGX_ERROR. */
ngx_int_t ngx_smartstack_pattern_match(ngx_smartstack_pattern_t *pattern,
    const u_char *p, size_t len);

/* Writes one token of a JSON pointer (RFC 6901); takes up to 2 * len. */
u_char *ngx_smartstack_pointer_escape(u_char *dst, const u_char *p,
    size_t len);

/* base "/" name, in pool.  Without memory the base itself. */
ngx_str_t ngx_smartstack_pointer_add(ngx_pool_t *pool, ngx_str_t *base,
    const char *name);

/* A copy that also ends with NUL. */
ngx_int_t ngx_smartstack_schema_copy(ngx_pool_t *pool, ngx_str_t *dst,
    const char *text);


#endif /* _NGX_SMARTSTACK_SCHEMA_NODE_H_INCLUDED_ */
