using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class HandOverConfiguration : IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<HandOver> builder)
    {
        builder.ToTable("HandOvers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.ServerName).HasMaxLength(64);
        builder.Property(row => row.FromTenant).HasMaxLength(64);
        builder.Property(row => row.ToTenant).HasMaxLength(64);
        builder.Property(row => row.By).HasMaxLength(256);
        builder.HasMany(row => row.Steps).WithOne().HasForeignKey(step => step.HandOverId).OnDelete(DeleteBehavior.Cascade);

        // Not of the server's table: the report outlives it.
        builder.HasIndex(row => new { row.ServerId, row.Epoch }).IsUnique();
        builder.HasIndex(row => row.StartedAt);
    }
}
