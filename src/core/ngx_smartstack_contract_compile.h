
/* The state of compiling a contract.  Private to core/contract. */


#ifndef _NGX_SMARTSTACK_CONTRACT_COMPILE_H_INCLUDED_
#define _NGX_SMARTSTACK_CONTRACT_COMPILE_H_INCLUDED_


#include <ngx_smartstack_contract.h>


#define NGX_SMARTSTACK_MAX_VARIANTS  64


/* A file of api/sql. */
typedef struct {
    ngx_str_t                       name;     /* "tasks/list" */
    ngx_str_t                       path;     /* for messages */
    ngx_smartstack_sql_t            sql;
    unsigned                        used:1;
} ngx_smartstack_contract_file_t;


typedef struct {
    ngx_smartstack_compile_t        cc;
    ngx_smartstack_contract_t      *contract;
    ngx_str_t                      *base;
    ngx_smartstack_handler_name_t  *handlers;
    ngx_array_t                     files;    /* contract_file_t, by name */
} ngx_smartstack_contract_compile_t;


/* An operation while it is compiled. */
typedef struct {
    ngx_smartstack_operation_t     *op;
    ngx_str_t                       pointer;  /* "/paths/~1tasks/get" */
    ngx_str_t                       body_pointer;
    json_t                         *body;     /* schema, as written */
    ngx_smartstack_contract_file_t *file;
    unsigned                       *used;     /* of op->query */
    unsigned                        path_used[NGX_SMARTSTACK_MAX_PATH_PARAMS];
    json_t                         *schemas;  /* of query parameters, so too */
    json_t                         *members;  /* of the body: their schemas */
    json_t                         *unused;   /* those no SQL asks for */
    unsigned                        body_used:1;
    unsigned                        if_rev:1;
    unsigned                        result:1; /* it is declared */
    unsigned                        roles:1;  /* so are they */
} ngx_smartstack_contract_build_t;


/* One member of compiled list statements; see contract_list() */
typedef struct {
    uint64_t                        key;
    ngx_smartstack_statement_t     *statement;
} ngx_smartstack_contract_variant_t;


/* Sets the error of a place in the document; always NGX_ERROR. */
#define ngx_smartstack_contract_error(cs, pointer, ...)                       \
    ((void) ngx_smartstack_compile_error(&(cs)->cc, pointer, __VA_ARGS__),    \
     NGX_ERROR)

/* The same for a line of an SQL file. */
ngx_int_t ngx_smartstack_contract_sql_error(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file, ngx_uint_t line, const char *fmt,
    ...);

/* files: reads all of the folder; finds one; refuses what nothing uses */
ngx_int_t ngx_smartstack_contract_files(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *dir);
ngx_smartstack_contract_file_t *ngx_smartstack_contract_file(
    ngx_smartstack_contract_compile_t *cs, const u_char *name, size_t len);
ngx_int_t ngx_smartstack_contract_orphans(
    ngx_smartstack_contract_compile_t *cs);

/* operation: what OpenAPI says about one */
ngx_int_t ngx_smartstack_contract_operation(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item, json_t *shared,
    ngx_str_t *shared_pointer);

/* parameters: of the operation first, then those shared by its path */
ngx_int_t ngx_smartstack_contract_parameters(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *params, ngx_str_t *pointer,
    ngx_uint_t shared);
ngx_int_t ngx_smartstack_contract_template(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);

/* extension: what x-smartstack says about it */
ngx_int_t ngx_smartstack_contract_extension(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *item);

/* caller: the members of x-smartstack that say who, then all together */
ngx_int_t ngx_smartstack_contract_roles(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_contract_pool(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_contract_scope(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_contract_bucket(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, json_t *value, ngx_str_t *pointer);
ngx_int_t ngx_smartstack_contract_caller(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *pointer);

/* query: its statements, and that contract and SQL say the same */
ngx_int_t ngx_smartstack_contract_query(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);

/* Numbers a source, binds it and notes what it uses. */
ngx_int_t ngx_smartstack_contract_source(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b, ngx_str_t *source, ngx_uint_t line,
    ngx_int_t filter, ngx_smartstack_statement_t *statement);

/* A statement of the contract's, with the next id. */
ngx_smartstack_statement_t *ngx_smartstack_contract_new_statement(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file);

/* list: limit, sort, cursor and filters; its fragments */
ngx_int_t ngx_smartstack_contract_list_params(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);
ngx_int_t ngx_smartstack_contract_sorted(
    ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_build_t *b);

/*
 * bind: sources of a statement's parameters.  op is NULL for a handler's
 * statement; wrapped allows the engine's own ones.  NGX_DECLINED with *error
 * and *line: a parameter that has no source, or more than one.
 */
ngx_int_t ngx_smartstack_contract_bind(ngx_pool_t *pool,
    ngx_smartstack_operation_t *op, ngx_uint_t wrapped,
    ngx_smartstack_sql_text_t *text, ngx_smartstack_statement_t *statement,
    ngx_uint_t *line, ngx_str_t *error);

/* A schema or parameter, with its $ref followed (and its pointer). */
json_t *ngx_smartstack_contract_resolve(ngx_smartstack_contract_compile_t *cs,
    json_t *value, ngx_str_t *pointer);

/* pointer "/" name */
ngx_str_t ngx_smartstack_contract_pointer(
    ngx_smartstack_contract_compile_t *cs, ngx_str_t *pointer,
    const char *name);

/* A NUL-terminated copy of the text. */
ngx_int_t ngx_smartstack_contract_copy(ngx_pool_t *pool, ngx_str_t *dst,
    const char *text);

ngx_uint_t ngx_smartstack_contract_same(ngx_str_t *a, ngx_str_t *b);
ngx_uint_t ngx_smartstack_contract_is(ngx_str_t *a, const char *text);


#endif /* _NGX_SMARTSTACK_CONTRACT_COMPILE_H_INCLUDED_ */
