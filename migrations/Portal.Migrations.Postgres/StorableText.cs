using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Fleet.Data;

namespace Portal.Migrations.Postgres;

/// <summary>
/// PostgreSQL takes no text with a NUL or half of a surrogate pair in it, and hosts and BMCs print both. SQLite stores them; here each becomes the
/// replacement character, so that one hostile byte does not keep a whole round of rows from being written.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    private static void Mend(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text)
                parameter.Value = DatabaseText.Storable(text);
        }
    }
}
