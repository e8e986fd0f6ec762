
/* Rows of PostgreSQL, in binary format, as JSON. */


#include <ngx_smartstack_rows.h>
#include <ngx_smartstack_rows_type.h>


typedef struct {
    ngx_smartstack_type_t  *type;
    char                   *name;
    ngx_str_t               key;      /* ',"name":', or '{"name":' */
    unsigned                hidden:1;
} ngx_smartstack_column_t;


struct ngx_smartstack_rows_s {
    int                       ncolumns;
    ngx_smartstack_column_t  *columns;
};


static ngx_int_t ngx_smartstack_rows_column_learn(ngx_pool_t *pool,
    ngx_smartstack_column_t *column, const char *name, ngx_uint_t first);


ngx_smartstack_rows_t *
ngx_smartstack_rows_learn(ngx_pool_t *pool, const PGresult *res,
    const char **bad)
{
    int                       i, n;
    ngx_uint_t                first;
    ngx_smartstack_rows_t    *rows;
    ngx_smartstack_column_t  *column;

    *bad = NULL;
    n = PQnfields(res);

    rows = ngx_palloc(pool, sizeof(ngx_smartstack_rows_t));
    if (rows == NULL) {
        return NULL;
    }

    rows->ncolumns = n;
    rows->columns = ngx_pcalloc(pool, n * sizeof(ngx_smartstack_column_t));

    if (rows->columns == NULL) {
        return NULL;
    }

    first = 1;

    for (i = 0; i < n; i++) {
        column = &rows->columns[i];
        column->type = ngx_smartstack_type_find(PQftype(res, i));

        if (column->type == NULL || PQfformat(res, i) != 1) {
            *bad = PQfname(res, i);
            return NULL;
        }

        if (ngx_smartstack_rows_column_learn(pool, column, PQfname(res, i),
                                             first)
            != NGX_OK)
        {
            return NULL;
        }

        if (!column->hidden) {
            first = 0;
        }
    }

    return rows;
}


static ngx_int_t
ngx_smartstack_rows_column_learn(ngx_pool_t *pool,
    ngx_smartstack_column_t *column, const char *name, ngx_uint_t first)
{
    off_t                   size;
    size_t                  len;
    ngx_chain_t            *cl;
    ngx_smartstack_json_t   w;

    len = ngx_strlen(name);

    column->name = ngx_pnalloc(pool, len + 1);
    if (column->name == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(column->name, name, len + 1);
    column->hidden = (name[0] == '~');

    /* a name has at most 63 bytes, so that its key fits in one buffer */

    ngx_smartstack_json_init(&w, pool, 6 * len + 4);
    ngx_smartstack_json_raw(&w, (const u_char *) (first ? "{" : ","), 1);
    ngx_smartstack_json_string(&w, (const u_char *) name, len);
    ngx_smartstack_json_literal(&w, ":");

    cl = ngx_smartstack_json_close(&w, &size);
    if (cl == NULL) {
        return NGX_ERROR;
    }

    column->key.data = cl->buf->pos;
    column->key.len = size;

    return NGX_OK;
}


ngx_uint_t
ngx_smartstack_rows_fits(ngx_smartstack_rows_t *rows, const PGresult *res)
{
    int                       i;
    ngx_smartstack_column_t  *column;

    if (PQnfields(res) != rows->ncolumns) {
        return 0;
    }

    for (i = 0; i < rows->ncolumns; i++) {
        column = &rows->columns[i];

        if (PQftype(res, i) != column->type->oid
            || PQfformat(res, i) != 1
            || ngx_strcmp(PQfname(res, i), column->name) != 0)
        {
            return 0;
        }
    }

    return 1;
}


void
ngx_smartstack_rows_object(ngx_smartstack_json_t *w,
    ngx_smartstack_rows_t *rows, const PGresult *res, int n)
{
    int                       i, len;
    u_char                   *last;
    ngx_uint_t                empty;
    ngx_smartstack_column_t  *column;

    empty = 1;

    for (i = 0; i < rows->ncolumns; i++) {
        column = &rows->columns[i];

        if (column->hidden) {
            continue;
        }

        empty = 0;

        last = ngx_smartstack_json_reserve(w, column->key.len
                                              + NGX_SMARTSTACK_TYPE_LEN);
        if (last == NULL) {
            return;
        }

        last = ngx_cpymem(last, column->key.data, column->key.len);
        len = PQgetlength(res, n, i);

        if (len == 0 && PQgetisnull(res, n, i)) {
            w->buf->last = ngx_cpymem(last, "null", 4);
            continue;
        }

        w->buf->last = last;
        column->type->write(w, column->type, (u_char *) PQgetvalue(res, n, i),
                            len);
    }

    if (empty) {
        ngx_smartstack_json_literal(w, "{}");
        return;
    }

    ngx_smartstack_json_literal(w, "}");
}


int
ngx_smartstack_rows_column(ngx_smartstack_rows_t *rows, ngx_str_t *name)
{
    int    i;
    char  *p;

    for (i = 0; i < rows->ncolumns; i++) {
        p = rows->columns[i].name;

        if (ngx_strncmp(p, name->data, name->len) == 0
            && p[name->len] == '\0')
        {
            return i;
        }
    }

    return -1;
}


ngx_int_t
ngx_smartstack_rows_text(ngx_pool_t *pool, ngx_smartstack_rows_t *rows,
    const PGresult *res, int n, int column, ngx_str_t *out)
{
    if (PQgetisnull(res, n, column)) {
        return NGX_DECLINED;
    }

    return ngx_smartstack_type_text(pool, rows->columns[column].type,
                                    (u_char *) PQgetvalue(res, n, column),
                                    PQgetlength(res, n, column), out);
}
