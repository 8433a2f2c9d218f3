using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Sensors.History;

namespace Portal.Fleet.Data.Configurations;

internal sealed class SensorBlockConfiguration : IEntityTypeConfiguration<SensorBlock>
{
    public void Configure(EntityTypeBuilder<SensorBlock> builder)
    {
        builder.ToTable("SensorBlocks");
        builder.Property(row => row.Tier).HasConversion<string>().HasMaxLength(16);

        // A chart reads the blocks of one server and tier, the sweep the old ones of a tier.
        builder.HasKey(row => new { row.ServerId, row.Tier, row.Start });
        builder.HasIndex(row => new { row.Tier, row.Start });
    }
}
