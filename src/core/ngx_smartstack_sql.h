
/*
 * The SQL files of the plain operations: one statement with named, typed
 * parameters, and for lists the fragments that the engine may put together.
 * No text of a request ever becomes text of a statement.
 */


#ifndef _NGX_SMARTSTACK_SQL_H_INCLUDED_
#define _NGX_SMARTSTACK_SQL_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_SQL_MAX_FILTERS  32
#define NGX_SMARTSTACK_SQL_MAX_SORTS    8
#define NGX_SMARTSTACK_SQL_MAX_KEYS     4

/* Up to how many rows an estimate counts. */
#define NGX_SMARTSTACK_SQL_ESTIMATE     1000


/* One use of :name::type; the same name and type share one $n. */
typedef struct {
    ngx_str_t     name;
    ngx_str_t     type;         /* "uuid", "text[]", ... */
    ngx_uint_t    line;
    unsigned      array:1;
} ngx_smartstack_sql_param_t;


/* A statement ready to be prepared. */
typedef struct {
    ngx_str_t     text;         /* with $1..$n, NUL-terminated */
    ngx_array_t   params;       /* of ngx_smartstack_sql_param_t, $1 first */
} ngx_smartstack_sql_text_t;


typedef struct {
    ngx_str_t     name;         /* query parameter: "filter[status]", "q" */
    ngx_str_t     condition;    /* with its :value::type */
    ngx_uint_t    line;
} ngx_smartstack_sql_filter_t;


typedef struct {
    ngx_str_t     name;
    ngx_uint_t    nkeys;
    ngx_str_t     expr[NGX_SMARTSTACK_SQL_MAX_KEYS];
    ngx_str_t     type[NGX_SMARTSTACK_SQL_MAX_KEYS];
    ngx_uint_t    line;
} ngx_smartstack_sql_sort_t;


typedef struct {
    ngx_str_t     file;
    ngx_str_t     main;         /* source of the main statement */
    ngx_str_t     current;      /* source behind "--: current", or empty */
    ngx_array_t   filters;      /* of ngx_smartstack_sql_filter_t */
    ngx_array_t   sorts;        /* of ngx_smartstack_sql_sort_t */
    ngx_msec_t    every;        /* interval of a job, or 0 */
    ngx_uint_t    main_line;
    ngx_uint_t    current_line;
} ngx_smartstack_sql_t;


/* Its rows, or how many there are; an estimate looks at one row too many. */
typedef enum {
    NGX_SMARTSTACK_SQL_ROWS = 0,
    NGX_SMARTSTACK_SQL_COUNT_ESTIMATE,
    NGX_SMARTSTACK_SQL_COUNT_EXACT
} ngx_smartstack_sql_count_e;


/* What a list is asked for; a count is of the filters alone. */
typedef struct {
    ngx_smartstack_sql_count_e  count;
    uint32_t                    filters;  /* bit n: filters[n] applies */
    ngx_uint_t                  sort;     /* index into sorts */
    ngx_uint_t                  limit;    /* the literal LIMIT, e.g. 51 */
    unsigned                    descending:1;
    unsigned                    after:1;  /* a cursor: the keyset condition
                                             applies */
} ngx_smartstack_sql_list_t;


/*
 * Splits the text of a file into statement, fragments and second statement.
 * Returns NGX_OK, or NGX_ERROR with *line and *error (in pool) set.
 */
ngx_int_t ngx_smartstack_sql_parse(ngx_pool_t *pool, ngx_str_t *file,
    ngx_str_t *text, ngx_smartstack_sql_t *sql, ngx_uint_t *line,
    ngx_str_t *error);

/*
 * Replaces the named parameters of a source by $1..$n.  Same error contract;
 * line is the number of the source's first line.
 */
ngx_int_t ngx_smartstack_sql_number(ngx_pool_t *pool, ngx_str_t *source,
    ngx_uint_t first_line, ngx_smartstack_sql_text_t *out, ngx_uint_t *line,
    ngx_str_t *error);

/*
 * Composes a list statement.  Filter n's parameter is called "value_n", the
 * keyset's "cursor_0".. ; the sort expressions come first in the select list,
 * as columns "~0".. which do not become members.  A count is one row of one
 * column.  Returns NGX_OK/NGX_ERROR.
 */
ngx_int_t ngx_smartstack_sql_compose(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_smartstack_sql_list_t *list,
    ngx_smartstack_sql_text_t *out, ngx_uint_t *line, ngx_str_t *error);

/*
 * Wraps the main statement so that its rows also go into
 * app.idempotency_keys, in the same transaction; adds the parameter
 * :idempotency_key::text.  etag is the column that becomes the ETag, or
 * empty; list tells whether many rows may come.  The columns of secrets
 * (ngx_str_t, plain identifiers; only of one row) are kept as null.
 */
ngx_int_t ngx_smartstack_sql_wrap_idempotent(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_str_t *etag, ngx_uint_t list,
    ngx_array_t *secrets, ngx_smartstack_sql_text_t *out, ngx_uint_t *line,
    ngx_str_t *error);


#endif /* _NGX_SMARTSTACK_SQL_H_INCLUDED_ */
