using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;

namespace Portal.Fleet.Data.Configurations;

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(grant => grant.Id);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(grant => grant.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomRole>().WithMany().HasForeignKey(grant => grant.CustomRoleId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(grant => grant.ScopeValue).HasMaxLength(64);
        builder.Property(grant => grant.Reason).HasMaxLength(200);
        builder.Property(grant => grant.GivenBy).HasMaxLength(256);
        builder.Ignore(grant => grant.Scope);
        builder.HasIndex(grant => grant.UserId);
        builder.HasIndex(grant => new { grant.ScopeKind, grant.ScopeValue });
    }
}
