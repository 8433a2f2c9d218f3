using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Fleet.Data.Configurations;

internal sealed class ConsoleScanConfiguration : IEntityTypeConfiguration<ConsoleScan>
{
    public void Configure(EntityTypeBuilder<ConsoleScan> builder)
    {
        builder.ToTable("ConsoleScans");
        builder.HasKey(scan => scan.ServerId);
    }
}
