using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Configuration.Lan;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys: what was done to a BMC outlives the server and the person.</summary>
internal sealed class LanMoveConfiguration : IEntityTypeConfiguration<LanMove>
{
    public void Configure(EntityTypeBuilder<LanMove> builder)
    {
        builder.ToTable("LanMoves");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.ServerName).HasMaxLength(64);
        builder.Property(row => row.By).HasMaxLength(256);
        builder.Property(row => row.OldAddress).HasMaxLength(64);
        builder.Property(row => row.NewAddress).HasMaxLength(64);
        builder.Property(row => row.SystemGuid).HasMaxLength(64);
        builder.HasIndex(row => new { row.ServerId, row.StartedAt });
    }
}
