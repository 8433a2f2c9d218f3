using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(grant => grant.Id);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(grant => grant.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Server>().WithMany().HasForeignKey(grant => grant.ServerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(grant => new { grant.UserId, grant.ServerId }).IsUnique();

        // Null is distinct from null in the index above, so the fleet-wide grant needs one of its own.
        builder.HasIndex(grant => grant.UserId).IsUnique().HasFilter("\"ServerId\" IS NULL").HasDatabaseName("IX_Grants_UserId_Fleet");
    }
}
