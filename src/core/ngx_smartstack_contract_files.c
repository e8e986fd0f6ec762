
/*
 * The files of api/sql, read once and by name, so that messages come in the
 * same order on every machine.
 */


#include <ngx_smartstack_contract_compile.h>
#include <ngx_smartstack_file.h>


#define NGX_SMARTSTACK_SQL_FILE_MAX   65535
#define NGX_SMARTSTACK_SQL_DIRS_MAX   4


static ngx_int_t ngx_smartstack_contract_walk(
    ngx_smartstack_contract_compile_t *cs, ngx_str_t *dir, ngx_str_t *prefix,
    ngx_uint_t depth);
static ngx_int_t ngx_smartstack_contract_entry(
    ngx_smartstack_contract_compile_t *cs, ngx_str_t *dir, ngx_str_t *prefix,
    const char *entry, ngx_uint_t depth);
static ngx_int_t ngx_smartstack_contract_read(
    ngx_smartstack_contract_compile_t *cs, ngx_str_t *path, ngx_str_t *text);
static ngx_int_t ngx_smartstack_contract_join(ngx_pool_t *pool,
    ngx_str_t *dst, ngx_str_t *dir, const char *entry);
static int ngx_libc_cdecl ngx_smartstack_contract_compare(const void *one,
    const void *two);


ngx_int_t
ngx_smartstack_contract_files(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *dir)
{
    size_t                           len;
    ngx_str_t                        text, prefix, error;
    ngx_uint_t                       i, line;
    ngx_smartstack_contract_file_t  *file;

    if (ngx_array_init(&cs->files, cs->cc.pool, 64,
                       sizeof(ngx_smartstack_contract_file_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_str_null(&prefix);

    len = dir->len;
    text = *dir;

    while (len > 1 && dir->data[len - 1] == '/') {
        len--;
    }

    text.len = len;

    if (ngx_smartstack_contract_walk(cs, &text, &prefix, 0) != NGX_OK) {
        return NGX_ERROR;
    }

    file = cs->files.elts;

    ngx_qsort(file, cs->files.nelts, sizeof(ngx_smartstack_contract_file_t),
              ngx_smartstack_contract_compare);

    for (i = 0; i < cs->files.nelts; i++) {

        if (ngx_smartstack_contract_read(cs, &file[i].path, &text)
            != NGX_OK)
        {
            return NGX_ERROR;
        }

        line = 0;
        ngx_str_null(&error);

        if (ngx_smartstack_sql_parse(cs->cc.pool, &file[i].name, &text,
                                     &file[i].sql, &line, &error)
            != NGX_OK)
        {
            return ngx_smartstack_contract_sql_error(cs, &file[i], line, "%V",
                                                     &error);
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_walk(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *dir, ngx_str_t *prefix, ngx_uint_t depth)
{
    DIR            *d;
    ngx_int_t       rc;
    ngx_str_t       path, empty;
    struct dirent  *entry;

    ngx_str_null(&empty);

    if (depth == NGX_SMARTSTACK_SQL_DIRS_MAX) {
        return ngx_smartstack_contract_error(cs, &empty,
                                    "%V: folders are nested too deep", dir);
    }

    if (ngx_smartstack_contract_join(cs->cc.pool, &path, dir, "") != NGX_OK) {
        return NGX_ERROR;
    }

    d = opendir((char *) path.data);
    if (d == NULL) {
        return ngx_smartstack_contract_error(cs, &empty,
                               "%V: cannot be read: %s", dir,
                               strerror(ngx_errno));
    }

    rc = NGX_OK;

    while (rc == NGX_OK && (entry = readdir(d)) != NULL) {
        if (entry->d_name[0] != '.') {
            rc = ngx_smartstack_contract_entry(cs, dir, prefix, entry->d_name,
                                               depth);
        }
    }

    (void) closedir(d);

    return rc;
}


static ngx_int_t
ngx_smartstack_contract_entry(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *dir, ngx_str_t *prefix, const char *entry, ngx_uint_t depth)
{
    ngx_str_t                        path, name, empty;
    struct stat                      st;
    ngx_smartstack_contract_file_t  *file;

    if (ngx_smartstack_contract_join(cs->cc.pool, &path, dir, entry) != NGX_OK
        || ngx_smartstack_contract_join(cs->cc.pool, &name, prefix, entry)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (stat((char *) path.data, &st) == -1) {
        ngx_str_null(&empty);
        return ngx_smartstack_contract_error(cs, &empty,
                               "%V: cannot be read: %s", &path,
                               strerror(ngx_errno));
    }

    if (S_ISDIR(st.st_mode)) {
        return ngx_smartstack_contract_walk(cs, &path, &name, depth + 1);
    }

    if (name.len <= 4
        || ngx_memcmp(name.data + name.len - 4, ".sql", 4) != 0)
    {
        return NGX_OK;
    }

    file = ngx_array_push(&cs->files);
    if (file == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(file, sizeof(ngx_smartstack_contract_file_t));
    file->path = path;
    file->name = name;

    file->name.len -= 4;
    file->name.data[file->name.len] = '\0';

    return NGX_OK;
}


static ngx_int_t
ngx_smartstack_contract_read(ngx_smartstack_contract_compile_t *cs,
    ngx_str_t *path, ngx_str_t *text)
{
    ngx_int_t  rc;
    ngx_str_t  empty;

    ngx_str_null(&empty);

    rc = ngx_smartstack_file_read(cs->cc.pool, (char *) path->data,
                                  NGX_SMARTSTACK_SQL_FILE_MAX, text);

    if (rc == NGX_DECLINED) {
        return ngx_smartstack_contract_error(cs, &empty,
                                       "%V: the file is too long", path);
    }

    if (rc != NGX_OK) {
        return ngx_smartstack_contract_error(cs, &empty,
                               "%V: cannot be read: %s", path,
                               strerror(ngx_errno));
    }

    return NGX_OK;
}


/* dir "/" entry, NUL-terminated; either may be empty */

static ngx_int_t
ngx_smartstack_contract_join(ngx_pool_t *pool, ngx_str_t *dst, ngx_str_t *dir,
    const char *entry)
{
    u_char  *p;

    p = ngx_pnalloc(pool, dir->len + ngx_strlen(entry) + 2);
    if (p == NULL) {
        return NGX_ERROR;
    }

    dst->data = p;

    p = ngx_cpymem(p, dir->data, dir->len);

    if (dir->len && *entry) {
        *p++ = '/';
    }

    p = ngx_cpymem(p, entry, ngx_strlen(entry));
    *p = '\0';

    dst->len = p - dst->data;

    return NGX_OK;
}


static int ngx_libc_cdecl
ngx_smartstack_contract_compare(const void *one, const void *two)
{
    const ngx_smartstack_contract_file_t  *a, *b;

    a = one;
    b = two;

    return ngx_strcmp(a->name.data, b->name.data);
}


ngx_smartstack_contract_file_t *
ngx_smartstack_contract_file(ngx_smartstack_contract_compile_t *cs,
    const u_char *name, size_t len)
{
    ngx_uint_t                       i;
    ngx_smartstack_contract_file_t  *file;

    file = cs->files.elts;

    for (i = 0; i < cs->files.nelts; i++) {
        if (file[i].name.len == len
            && ngx_memcmp(file[i].name.data, name, len) == 0)
        {
            file[i].used = 1;
            return &file[i];
        }
    }

    return NULL;
}


ngx_int_t
ngx_smartstack_contract_orphans(ngx_smartstack_contract_compile_t *cs)
{
    ngx_uint_t                       i;
    ngx_smartstack_contract_file_t  *file;

    file = cs->files.elts;

    for (i = 0; i < cs->files.nelts; i++) {
        if (!file[i].used) {
            return ngx_smartstack_contract_sql_error(cs, &file[i], 1,
                                "no operation and no handler uses this file");
        }
    }

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_contract_sql_error(ngx_smartstack_contract_compile_t *cs,
    ngx_smartstack_contract_file_t *file, ngx_uint_t line, const char *fmt,
    ...)
{
    u_char     *last, buf[NGX_MAX_CONF_ERRSTR];
    va_list     args;
    ngx_str_t   text, empty;

    va_start(args, fmt);
    last = ngx_vslprintf(buf, buf + NGX_MAX_CONF_ERRSTR, fmt, args);
    va_end(args);

    text.data = buf;
    text.len = last - buf;
    ngx_str_null(&empty);

    return ngx_smartstack_contract_error(cs, &empty, "%V:%ui: %V",
                                         &file->path, line, &text);
}
