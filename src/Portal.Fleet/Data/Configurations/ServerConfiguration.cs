using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Data.Configurations;

internal sealed class ServerConfiguration : IEntityTypeConfiguration<Server>
{
    public void Configure(EntityTypeBuilder<Server> builder)
    {
        builder.ToTable("Servers");
        builder.HasKey(server => server.Id);
        builder.Property(server => server.Name).HasMaxLength(64);
        builder.Property(server => server.NormalizedName).HasMaxLength(256);
        builder.Property(server => server.Address).HasMaxLength(64);
        builder.Property(server => server.UserName).HasMaxLength(16);
        builder.Property(server => server.Tenant).HasMaxLength(ServerRules.MaxLabel);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(server => server.TenantId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(server => server.Site).HasMaxLength(ServerRules.MaxLabel);
        builder.Property(server => server.Rack).HasMaxLength(ServerRules.MaxLabel);
        builder.Property(server => server.Notes).HasMaxLength(ServerRules.MaxNotes);
        builder.Property(server => server.NotesBy).HasMaxLength(256);
        builder.Property(server => server.ConsoleReleasedBy).HasMaxLength(256);
        builder.Property(server => server.ConsoleReleaseReason).HasMaxLength(BmcHandle.LongestReason);
        builder.Property(server => server.ProtectedBy).HasMaxLength(256);
        builder.Property(server => server.ProtectReason).HasMaxLength(BmcHandle.LongestReason);
        builder.Property(server => server.Version).IsConcurrencyToken();
        builder.HasIndex(server => server.NormalizedName).IsUnique();
        builder.HasIndex(server => new { server.Address, server.Port }).IsUnique();
    }
}
