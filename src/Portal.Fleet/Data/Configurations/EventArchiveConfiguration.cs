using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Events;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys: the proof of what was cleared outlives the server and the person.</summary>
internal sealed class EventArchiveConfiguration : IEntityTypeConfiguration<EventArchive>
{
    public void Configure(EntityTypeBuilder<EventArchive> builder)
    {
        builder.ToTable("EventArchives");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.ServerName).HasMaxLength(64);
        builder.Property(row => row.ById).HasMaxLength(128);
        builder.Property(row => row.By).HasMaxLength(256);
        builder.Property(row => row.Sha256).HasMaxLength(64);
        builder.Property(row => row.Detail).HasMaxLength(EventArchive.MaxDetail);
        builder.HasIndex(row => new { row.ServerId, row.At });
    }
}
