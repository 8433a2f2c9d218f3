using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Fleet.Data;

/// <summary>What the model says on PostgreSQL only, so that both databases hold, sort and compare the same.</summary>
internal static class PostgresModel
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()).SelectMany(type => type.GetProperties()).Where(IsText))
        {
            // Lengths are kept by the code that takes a text in. SQLite does not look at them, and one database must not refuse what the other takes.
            property.SetColumnType("text");

            // By code point, as SQLite does, whatever the server's own language is: pages of lists go on behind the last name.
            if (property.ClrType == typeof(string))
                property.SetCollation("C");
        }
    }

    private static bool IsText(IMutableProperty property) =>
        property.ClrType == typeof(string) || (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType) == typeof(string);
}
