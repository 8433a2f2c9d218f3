using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No key to whoever made it: the command line is nobody's row.</summary>
internal sealed class ObserverLinkConfiguration : IEntityTypeConfiguration<ObserverLink>
{
    public void Configure(EntityTypeBuilder<ObserverLink> builder)
    {
        builder.ToTable("ObserverLinks");
        builder.HasKey(link => link.Id);
        builder.HasOne<Server>().WithMany().HasForeignKey(link => link.ServerId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(link => link.Label).HasMaxLength(64);
        builder.Property(link => link.Hash).HasMaxLength(32);
        builder.Property(link => link.CreatedById).HasMaxLength(128);
        builder.Property(link => link.CreatedBy).HasMaxLength(256);
        builder.Property(link => link.RevokedBy).HasMaxLength(256);
        builder.Property(link => link.LastUsedFrom).HasMaxLength(64);
        builder.HasIndex(link => link.Hash).IsUnique();
    }
}
